package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.FilePinRepository;
import io.github.chatpin.camel.JdbcPinRepository;
import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RecordedStates;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.logging.log4j.Level;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What {@code pinRepository} remembers. */
class PinRepositoryRouteTest extends RouteTestSupport {

    private static final String LIST = "operation=list";
    private static final String PINS = "pinRepository=#bean:pins";
    private static final String FIRST = "5511999990001";
    private static final String SECOND = "5511999990002";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(120).unlimited());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();
    private final RecordedStates states = new RecordedStates();

    @TempDir
    Path temporary;

    @BeforeEach
    void bindPins() {
        context.getRegistry().bind("pins", states);
    }

    private interface Use {
        void of(ProducerTemplate template) throws Exception;
    }

    @Test
    void remembersInFilesWhatAnotherProcessHasPinned() throws Exception {
        pinInOneContext(new FilePinRepository(temporary.resolve("pins")));

        assertThatAnotherLists(new FilePinRepository(temporary.resolve("pins")));
    }

    @Test
    void remembersInADatabaseWhatAnotherProcessHasPinned() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        try (Connection open = database.getConnection()) { // keeps what is in memory
            makeTable(open);
            pinInOneContext(new JdbcPinRepository(database));

            assertThatAnotherLists(new JdbcPinRepository(database));
        }
    }

    private void pinInOneContext(StateRepository<String, String> pins) throws Exception {
        inAContext(pins, template -> {
            for (String chat : List.of(FIRST, SECOND, "5511999990003")) {
                assertThat(pin(template, whatsapp(ryze, PINS), chat, true).getException())
                        .isNull();
            }
            pin(template, whatsapp(ryze, PINS), SECOND, false);
        });
    }

    private void assertThatAnotherLists(StateRepository<String, String> pins) throws Exception {
        inAContext(pins, template -> assertThat(list(template.send(whatsapp(ryze, LIST, PINS), message -> {})))
                .isEqualTo(List.of(
                        new PinnedChat("whatsapp", "5511999990003", null, true),
                        new PinnedChat("whatsapp", FIRST, null, true))));
    }

    @Test
    void remembersNothingInAnotherProcessWithoutIt() throws Exception {
        inAContext(states, template -> pin(template, whatsapp(ryze), FIRST, true));

        inAContext(states, template -> assertThat(list(template.send(whatsapp(ryze, LIST), message -> {})))
                .isEmpty());
    }

    @Test
    void setsAsideWhatCannotBeReadAndStarts() {
        states.setState(ryzeKey(), "{\"version\":1");
        try (LogRecorder log = LogRecorder.open(Level.WARN, Level.WARN)) {
            assertThat(list(send(whatsapp(ryze, LIST, PINS), message -> {}))).isEmpty();

            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("WARN io.github.chatpin.camel.memory.PinMemories"
                            + " What pinRepository has for " + ryzeKey() + " cannot be read; it is kept as "
                            + ryzeKey() + " (unreadable), and nothing is remembered"));
        }
        pin(whatsapp(ryze, PINS), FIRST);

        await().untilAsserted(() -> assertThat(states.states().get(ryzeKey())).contains(FIRST));
        assertThat(states.states()).containsEntry(ryzeKey() + " (unreadable)", "{\"version\":1");
    }

    @Test
    void doesNotFailAPinThatCannotBeKept() {
        states.whenWritten = () -> {
            throw new IllegalStateException("disk full");
        };
        try (LogRecorder log = LogRecorder.open(Level.WARN, Level.WARN)) {
            assertThat(pin(whatsapp(ryze, PINS), FIRST).getException()).isNull();

            await().untilAsserted(() -> assertThat(log.lines())
                    .anyMatch(line -> line.contains("pinRepository cannot keep what is pinned in " + ryzeKey()
                            + " (java.lang.IllegalStateException); it is tried again")));
        }
        assertThat(ryze.pinnedChats()).hasSize(1);
        states.whenWritten = () -> {};
        pin(whatsapp(ryze, PINS), SECOND);

        await().untilAsserted(() ->
                assertThat(states.states().get(ryzeKey())).contains(FIRST).contains(SECOND));
    }

    @Test
    void isWrittenOnceForARequestOfFiftyPins() {
        List<String> chats =
                IntStream.rangeClosed(1, 50).mapToObj(i -> "chat" + i).toList();

        assertThat(sendMessage(bitrix24(fake, PINS), chats, Map.of()).getException())
                .isNull();

        assertThat(fake.requests()).hasSize(1);
        await().untilAsserted(() -> assertThat(states.writes()).isNotEmpty());
        context.stop(); // which would write what is left
        assertThat(states.writes()).singleElement().satisfies(pins -> assertThat(pins.split("\"chatId\""))
                .hasSize(51));
    }

    @Test
    void keepsNoSecretAndNamesTheUser() {
        pin(bitrix24(fake, PINS), "chat1");

        await().untilAsserted(() -> assertThat(states.states())
                .containsOnlyKeys("bitrix24 " + URI.create(fake.url()).getAuthority() + " user 1"));
        assertThat(states.states().toString())
                .doesNotContain(fake.webhookToken().replaceAll(".*/", ""));
    }

    @Test
    void isFoundByAnotherCredentialOfTheSameUser() throws Exception {
        inAContext(states, template -> {
            pin(template, bitrix24(fake, PINS), "chat1", true);
            pin(template, bitrix24(fake), "chat2", true);
        });
        String other = bitrix24(fake, PINS, "operation=sync", "prune=own", "dryRun=true")
                .replace(fake.webhookToken(), "1/other");
        fake.faultWhen( // since the portal does not know this one
                request -> request.apiMethod().equals("im.recent.list"),
                Fault.status(
                        200,
                        "{\"result\":{\"hasMore\":false,\"items\":[{\"id\":\"chat1\",\"pinned\":true},"
                                + "{\"id\":\"chat9\",\"pinned\":true}]}}"));

        inAContext(states, template -> {
            Exchange exchange =
                    template.send(other, message -> message.getMessage().setBody(List.of("chat3")));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(PinSyncResult.class))
                    .isEqualTo(new PinSyncResult(List.of("chat3"), List.of("chat1"), List.of(), List.of("chat9")));
        });
    }

    @Test
    void mustBeTheSameForAllEndpointsOfAnAccount() {
        context.getRegistry().bind("others", new RecordedStates());
        context.getEndpoint(bitrix24(fake, PINS));

        Throwable failure = catchThrowable(() -> context.getEndpoint(bitrix24(fake, "pinRepository=#bean:others")));

        assertThat(failure)
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pinRepository: another endpoint that shares ")
                .hasMessageNotContaining(fake.webhookToken().replaceAll(".*/", ""));
    }

    @Test
    void isTheAccountsForAnEndpointThatNamesNone() {
        pin(whatsapp(ryze, PINS), FIRST);
        pin(whatsapp(ryze), SECOND);

        await().untilAsserted(() ->
                assertThat(states.states().get(ryzeKey())).contains(FIRST).contains(SECOND));
        assertThat(list(send(whatsapp(ryze, LIST), message -> {}))).hasSize(2);
    }

    @Test
    void isNoReasonToWarnAnEndpointThatNamesNone() {
        String forgets = "what was pinned before a restart is not known after it";
        try (LogRecorder log = LogRecorder.open(Level.WARN, Level.WARN)) {
            context.getEndpoint(whatsapp(ryze, PINS));
            context.getEndpoint(whatsapp(ryze, "operation=sync"));
            assertThat(log.lines()).noneMatch(line -> line.contains(forgets));

            context.getEndpoint(bitrix24(fake, "operation=sync", "prune=own"));
            assertThat(log.lines()).anyMatch(line -> line.contains(forgets));
        }
    }

    /** Its second pin is no new one. */
    @Test
    void keepsTheAgeOfAChatThatWasUnpinnedForAPinThatFailed() {
        String evicts = whatsapp(ryze, PINS, "pinLimit=1", "pinLimitPolicy=evictOldest", "maxRetries=0");
        pin(evicts, FIRST);
        await().untilAsserted(() -> assertThat(states.writes()).hasSize(1));
        ryze.faultWhen(
                request -> request.parameters().toString().contains(SECOND), Fault.status(400, "{\"error\":\"no\"}"));

        assertThat(pin(evicts, SECOND).getException()).isNotNull();

        assertThat(ryze.pinnedChats()).hasSize(1);
        String before = states.writes().get(0);
        await().untilAsserted(() -> assertThat(states.states()).containsEntry(ryzeKey(), before));
    }

    @Test
    void isStoppedWithTheContext() throws Exception {
        inAContext(states, template -> pin(template, whatsapp(ryze, PINS), FIRST, true));

        assertThat(states.starts()).isEqualTo(1);
        assertThat(states.stops()).isEqualTo(1);
        assertThat(states.writes()).hasSize(1);
    }

    private String ryzeKey() {
        return "whatsapp " + URI.create(ryze.url()).getAuthority() + " " + ryze.instance();
    }

    private static void makeTable(Connection connection) throws Exception {
        try (InputStream script = JdbcPinRepository.class.getResourceAsStream("/META-INF/chatpin/pins.sql");
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Does something in a context of its own, which stands for a process. */
    private static void inAContext(StateRepository<String, String> pins, Use use) throws Exception {
        try (CamelContext process = new DefaultCamelContext()) {
            process.getRegistry().bind("pins", pins);
            process.start();
            use.of(process.createProducerTemplate());
        }
    }

    private static Exchange pin(ProducerTemplate template, String uri, String chat, boolean pinned) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
            exchange.getMessage().setHeader(ChatPinConstants.PINNED, pinned);
        });
    }
}
