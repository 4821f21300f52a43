package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.support.subcription.TopicInfo;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The route, without a broker. */
class PinRouteTest {

    private static final int MANY = 1_000;

    @RegisterExtension
    static final FakeBitrix24Extension ACME =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(MANY));

    @RegisterExtension
    static final FakeBitrix24Extension UMBRELLA = new FakeBitrix24Extension();

    private final List<Exchange> deadLetters = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private final CamelContext context = new DefaultCamelContext();
    private final Polls polls = new Polls(() -> {});
    private ProducerTemplate template;
    private boolean isDeadLetterTopicDown;

    @BeforeEach
    void start() throws Exception {
        Map<String, Map<String, String>> portals =
                Map.of("acme", options(ACME.fake()), "umbrella", options(UMBRELLA.fake()));
        AccountSource source = name -> Optional.ofNullable(portals.get(name));
        context.getRegistry().bind("portals", source);
        WorkerSettings settings =
                new WorkerSettings("127.0.0.1:9", 1, 500, 6_000, 50, 25_000, HandOver.FULL, Path.of("unused"));
        context.getPropertiesComponent().setInitialProperties(settings.properties());
        context.addRoutes(new PinRoute(polls, settings.limits()));
        AdviceWith.adviceWith(context, "pins", route -> {
            route.replaceFromWith("direct:records");
            route.weaveByToUri("kafka:pins.dead*").replace().process(this::deadLetter);
        });
        context.start();
        template = context.createProducerTemplate();
        polls.subscribe(
                new MockConsumer<>(OffsetResetStrategy.EARLIEST), new CamelsListener(), new TopicInfo(null, "pins"));
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static Map<String, String> options(FakeBitrix24 portal) {
        return Map.of("portalUrl", portal.url(), "authorizationToken", portal.webhookToken());
    }

    private void deadLetter(Exchange exchange) {
        if (isDeadLetterTopicDown) {
            throw new IllegalStateException("The broker is away");
        }
        deadLetters.add(exchange);
    }

    @Test
    void sendsThePinsOfAPollInFullBatches() {
        List<PinOrder> orders = new ArrayList<>();
        for (int chat = 1; chat <= 100; chat++) {
            orders.add(new PinOrder("acme", "chat" + chat, true));
        }

        poll(orders);

        assertThat(ACME.fake().requests())
                .extracting(request -> request.commands().size())
                .containsExactly(50, 50);
        assertThat(commits).containsExactly(99L);
    }

    @Test
    void sendsThePinsOfEachPortalToIt() {
        poll(List.of(
                new PinOrder("acme", "chat1", true),
                new PinOrder("umbrella", "chat2", true),
                new PinOrder("acme", "chat3", true)));

        assertThat(ACME.fake().pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat3");
        assertThat(UMBRELLA.fake().pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void keepsTheOrderOfAChat() {
        poll(List.of(
                new PinOrder("acme", "chat1", true),
                new PinOrder("acme", "chat1", false),
                new PinOrder("acme", "chat1", true),
                new PinOrder("acme", "chat1", false)));

        assertThat(ACME.fake().requests().stream().flatMap(PinRouteTest::states))
                .containsExactly("Y", "N", "Y", "N");
    }

    @Test
    void buriesWhatAPortalRefusesAndDoesTheRest() {
        ACME.fake().denyAccess("chat2");

        poll(List.of(
                new PinOrder("acme", "chat1", true),
                new PinOrder("acme", "chat2", true),
                new PinOrder("acme", "chat3", true)));

        assertThat(ACME.fake().pinnedDialogs()).containsExactlyInAnyOrder("chat1", "chat3");
        assertThat(deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.getMessage().getBody(byte[].class)).isEqualTo(new PinOrder("acme", "chat2", true).json());
            assertThat(letter.getMessage().getHeaders())
                    .containsEntry(DeadLetter.FAILURE, "PinRejectedException")
                    .containsEntry(DeadLetter.RETRYABLE, "false")
                    .containsEntry(DeadLetter.ORIGIN, "pins-0@1");
        });
        assertThat(commits).containsExactly(2L);
    }

    @Test
    void buriesAllPinsOfAPortalThatThereIsNot() {
        poll(List.of(new PinOrder("nowhere", "chat1", true), new PinOrder("nowhere", "chat2", true)));

        assertThat(deadLetters)
                .extracting(letter -> letter.getMessage().getHeader(DeadLetter.REASON))
                .containsOnly("No account nowhere: accounts does not know it")
                .hasSize(2);
        assertThat(commits).containsExactly(1L);
    }

    @Test
    void commitsNothingWhenADeadLetterCannotBeWritten() {
        isDeadLetterTopicDown = true;

        Exchange last = poll(List.of(new PinOrder("acme", "chat1", true), new PinOrder("nowhere", "chat2", true)));

        assertThat(last.getException()).hasMessage("The broker is away");
        assertThat(commits).isEmpty();
    }

    /** Hands the records of a poll over, one exchange each, as camel-kafka does; {@return the last one's} */
    private Exchange poll(List<PinOrder> orders) {
        Exchange exchange = null;
        for (int i = 0; i < orders.size(); i++) {
            exchange = template.send("direct:records", record(orders.get(i), i, i == orders.size() - 1));
        }
        return exchange;
    }

    private Exchange record(PinOrder order, long offset, boolean isLast) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(order.json());
        exchange.getMessage()
                .setHeaders(Map.of(
                        KafkaConstants.TOPIC,
                        "pins",
                        KafkaConstants.PARTITION,
                        0,
                        KafkaConstants.OFFSET,
                        offset,
                        KafkaConstants.KEY,
                        order.key(),
                        KafkaConstants.LAST_POLL_RECORD,
                        isLast,
                        KafkaConstants.MANUAL_COMMIT,
                        (KafkaManualCommit) () -> commits.add(offset)));
        return exchange;
    }

    private static Stream<Object> states(RecordedRequest request) {
        return request.commands().isEmpty()
                ? Stream.of(request.parameters().get("PIN"))
                : request.commands().stream()
                        .map(command -> command.parameters().get("PIN"));
    }
}
