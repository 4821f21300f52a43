package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Micrometer has of pins and requests. */
class MetersRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension WHATSAPP = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi whatsapp = WHATSAPP.fake();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected void bindToRegistry(Registry registry) {
        registry.bind("anyName", meters);
    }

    @Test
    void countsPinsByPlatformOutcomeAndError() {
        bitrix24.denyAccess("chat403");

        pin(bitrix24(bitrix24), "chat17");
        pin(bitrix24(bitrix24), "chat18");
        pin(bitrix24(bitrix24), "chat403");
        pin(whatsapp(whatsapp), "5511999999999");

        assertThat(pins("bitrix24", "done", "none")).isEqualTo(2);
        assertThat(pins("bitrix24", "failed", "PinRejectedException")).isEqualTo(1);
        assertThat(pins("whatsapp", "done", "none")).isEqualTo(1);
    }

    @Test
    void countsRequestsRetriesAndWaits() {
        bitrix24.nextFaults(Fault.empty(503));

        pin(bitrix24(bitrix24, "retryDelay=0"), "chat17");

        assertThat(meter("chatpin.requests", "bitrix24").timer().count()).isEqualTo(2);
        // On the first request's thread, which may be behind that of the second.
        await().untilAsserted(() -> assertThat(
                        meter("chatpin.retries", "bitrix24").counter().count())
                .isEqualTo(1));
        assertThat(meter("chatpin.wait", "bitrix24").timer().count()).isEqualTo(1);
    }

    @Test
    void tellsHowLargeBatchesAre() {
        List<String> chats =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "chat" + i).toList();

        send(bitrix24(bitrix24), exchange -> exchange.getMessage().setBody(chats));

        assertThat(meter("chatpin.batch.size", "bitrix24").summary().max()).isEqualTo(30);
        assertThat(meter("chatpin.batch.size", "bitrix24").summary().totalAmount())
                .isEqualTo(30);
    }

    @Test
    void showsWhatWaitsAndWhatIsUnderWay() {
        whatsapp.nextFaults(Fault.hang());
        CompletableFuture<Exchange> first = sendLater("5511999999991");
        await().untilAsserted(() -> assertThat(whatsapp.requests()).hasSize(1));
        CompletableFuture<Exchange> second = sendLater("5511999999992");

        await().untilAsserted(() -> assertThat(gauge("chatpin.pending")).isEqualTo(1));
        assertThat(gauge("chatpin.in.flight")).isEqualTo(1);
        assertThat(gauge("chatpin.permits")).isEqualTo(99);

        whatsapp.release();
        CompletableFuture.allOf(first, second).join();
        assertThat(gauge("chatpin.pending")).isZero();
        assertThat(gauge("chatpin.in.flight")).isZero();
    }

    @Test
    void permitsAreNotANumberWithoutALimit() {
        pin(bitrix24(bitrix24, "plan=unlimited"), "chat17");

        assertThat(meter("chatpin.permits", "bitrix24").gauge().value()).isNaN();
    }

    @Test
    void noTagTellsAccountsOrChatsApart() {
        pin(bitrix24(bitrix24), "chat17");
        pin(whatsapp(whatsapp), "5511999999999");

        assertThat(meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getKey)
                .containsOnly("camelContext", "platform", "gateway", "outcome", "error");
        assertThat(meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .containsOnly(context.getName(), "bitrix24", "whatsapp", "ryzeapi", "done", "failed", "none");
    }

    @Test
    void countsSyncsAndTheirChangesAndEvictions() {
        pin(bitrix24(bitrix24), "chat17");
        sendMessage(bitrix24(bitrix24, "operation=sync"), List.of("chat18", "chat19"), Map.of());
        sendMessage(bitrix24(bitrix24, "operation=sync", "pinLimit=1", "prune=none"), List.of("chat20"), Map.of());
        pin(bitrix24(bitrix24, "pinLimitPolicy=evictOldest", "pinLimit=2"), "chat21");

        assertThat(counter("chatpin.syncs", "outcome", "done")).isEqualTo(1);
        assertThat(counter("chatpin.syncs", "outcome", "failed")).isEqualTo(1);
        assertThat(counter("chatpin.sync.changes")).isEqualTo(3);
        assertThat(counter("chatpin.evictions")).isEqualTo(1);
    }

    private double counter(String name, String... tags) {
        return meters.get(name)
                .tags("platform", "bitrix24")
                .tags(tags)
                .counter()
                .count();
    }

    @Test
    void allMetersAreDescribed() {
        pin(bitrix24(bitrix24), "chat17");

        assertThat(meters.getMeters()).isNotEmpty().allSatisfy(meter -> {
            assertThat(meter.getId().getName()).startsWith("chatpin.");
            assertThat(meter.getId().getDescription()).isNotBlank();
            assertThat(meter.getId().getBaseUnit()).isNotBlank();
        });
    }

    @Test
    void theMetersGoWithTheContext() {
        pin(bitrix24(bitrix24), "chat17");

        context.stop();

        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void contextsThatShareARegistryHaveTheirOwnMeters() throws Exception {
        pin(bitrix24(bitrix24), "chat17");
        try (CamelContext other = new DefaultCamelContext()) {
            other.getRegistry().bind("metricsRegistry", meters);
            other.start();
            other.createProducerTemplate()
                    .sendBodyAndHeader(bitrix24(bitrix24), null, ChatPinConstants.CHAT_ID, "chat18");
            assertThat(Search.in(meters).name("chatpin.pins").counters()).hasSize(2);
        }

        assertThat(Search.in(meters).name("chatpin.pins").counters()).hasSize(1);
        assertThat(pins("bitrix24", "done", "none")).isEqualTo(1);
    }

    @Test
    void aRegistryThatIsBoundLaterServesTheAccountsOpenedBefore() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            other.start();
            other.getEndpoint(bitrix24(bitrix24));
            MeterRegistry later = new SimpleMeterRegistry();
            other.getRegistry().bind("metricsRegistry", later);
            other.getEndpoint(whatsapp(whatsapp));

            other.createProducerTemplate()
                    .sendBodyAndHeader(bitrix24(bitrix24), null, ChatPinConstants.CHAT_ID, "chat17");

            assertThat(Search.in(later)
                            .name("chatpin.pins")
                            .tag("platform", "bitrix24")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theRegistryOfCamelsNameGoesBeforeOthers() throws Exception {
        try (CamelContext other = new DefaultCamelContext()) {
            MeterRegistry named = new SimpleMeterRegistry();
            other.getRegistry().bind("another", new SimpleMeterRegistry());
            other.getRegistry().bind("metricsRegistry", named);
            other.start();
            other.getEndpoint(bitrix24(bitrix24));

            assertThat(named.getMeters()).extracting(Meter::getId).isNotEmpty();
        }
    }

    private CompletableFuture<Exchange> sendLater(String chat) {
        return template.asyncSend(
                whatsapp(whatsapp), exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }

    private double pins(String platform, String outcome, String error) {
        return meter("chatpin.pins", platform)
                .tag("outcome", outcome)
                .tag("error", error)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return meter(name, "whatsapp").gauge().value();
    }

    private Search meter(String name, String platform) {
        return Search.in(meters)
                .name(name)
                .tag("platform", platform)
                .tag("gateway", platform.equals("whatsapp") ? "ryzeapi" : "none");
    }
}
