package io.github.chatpin.camel.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.FilePinRepository;
import io.github.chatpin.camel.docs.Consuming.Phones;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import io.github.chatpin.camel.fake.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/consuming.md: what is pinned in the portal starts a route, and is pinned in WhatsApp. */
class ConsumingSnippetsTest extends DocumentedRoutesTestSupport {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wwebjs());

    /** chat1 to chat8 have a phone, chat9 and further ones have none. */
    private static final Map<String, String> PHONES =
            IntStream.rangeClosed(1, 8).boxed().collect(Collectors.toMap(i -> "chat" + i, i -> "551199999000" + i));

    private final FakeGateway gateway = GATEWAY.fake();

    @TempDir
    static Path directory;

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("pins", new FilePinRepository(directory.resolve(String.valueOf(System.nanoTime()))));
        registry.bind("phones", new Phones(PHONES));
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = DocumentedContext.properties(BITRIX24.fake(), RYZE.fake(), GATEWAY.fake());
        properties.setProperty("watch.delay", "300"); // so that the portal's limit is left for pins
        properties.setProperty("mirror.period", "1000");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new Consuming();
    }

    @BeforeEach
    void thePhoneHasTheChats() {
        PHONES.values().forEach(phone -> gateway.addChat(phone + "@s.whatsapp.net", "Customer " + phone));
    }

    private void pinByHand(String chat, boolean pinned) {
        template.sendBodyAndHeaders(
                "chatpin:bitrix24?portalUrl={{bitrix24.url}}&authorizationToken=RAW({{bitrix24.authorizationToken}})",
                null,
                Map.of(ChatPinConstants.CHAT_ID, chat, ChatPinConstants.PINNED, pinned));
    }

    @Test
    void tellsAColleague() throws Exception {
        AdviceWith.adviceWith(context, "watch", route -> route.weaveByToUri("direct:tell-a-colleague")
                .replace()
                .to("mock:colleague"));
        MockEndpoint colleague = getMockEndpoint("mock:colleague");
        await().atMost(20, SECONDS).until(() -> bitrix24.requests().size() > 3);
        colleague.expectedHeaderReceived(ChatPinConstants.CHAT_ID, "chat17");
        colleague.expectedMinimumMessageCount(1);

        pinByHand("chat17", true);

        colleague.setResultWaitTime(SECONDS.toMillis(60));
        colleague.assertIsSatisfied();
    }

    @Test
    void mirrorsTheFirstThreeThatHaveAPhone() {
        for (String chat : List.of("chat1", "chat9", "chat2", "chat3", "chat4")) {
            pinByHand(chat, true);
        }
        awaitMirror();

        pinByHand("chat4", false);
        awaitMirror();
        assertThat(gateway.pinnedChats())
                .containsExactlyInAnyOrder(
                        "5511999990001@s.whatsapp.net", "5511999990002@s.whatsapp.net", "5511999990003@s.whatsapp.net");
    }

    /** Whatever happens meanwhile: when the portal rests, WhatsApp shows its first three. */
    @Test
    void mirrorsAPortalThatRestsWhateverHappenedBefore() {
        Random random = new Random(20261127);
        for (int i = 0; i < 25; i++) {
            pinByHand("chat" + (1 + random.nextInt(10)), random.nextInt(3) > 0);
            if (random.nextInt(4) == 0) {
                gateway.nextFaults(random.nextBoolean() ? Fault.status(503, "{}") : Fault.appliedThenReset());
            }
            if (random.nextInt(6) == 0) {
                bitrix24.nextFaults(Fault.truncatedJson());
            }
        }
        gateway.clearFaults();
        bitrix24.clearFaults();

        awaitMirror();
        assertThat(gateway.violations()).isEmpty();
    }

    private void awaitMirror() {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(gateway.pinnedChats())
                .containsExactlyInAnyOrderElementsOf(bitrix24.pinnedDialogs().stream()
                        .map(PHONES::get)
                        .filter(phone -> phone != null)
                        .limit(3)
                        .map(phone -> phone + "@s.whatsapp.net")
                        .toList()));
    }
}
