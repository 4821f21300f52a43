package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The upstreams' limits in real time, against fakes that reject what is over them. Runs in the profile realtime. */
@Tag("realtime")
class RealTimeLimitTest extends RouteTestSupport {

    /** The bucket holds 50 and falls by 2 a second: it permits 70 requests in 10 s. */
    @Test
    void seventySingleCallsKeepToThePortalsLimit() {
        try (FakeBitrix24 fake = FakeBitrix24.builder().pinCap(100).start()) {
            long begin = System.nanoTime();

            List<Exchange> exchanges = join(sendAtOnce(70, bitrix24(fake, "batchSize=1"), 1));

            System.out.printf(
                    "70 calls in %.1f s, where the limit permits them in 10 s%n", (System.nanoTime() - begin) / 1e9);
            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(fake.rejected()).isZero();
            assertThat(fake.requests()).hasSize(70);
        }
    }

    @Test
    void aThousandAtOnceLeaveInBatches() {
        try (FakeBitrix24 fake = FakeBitrix24.builder().pinCap(2000).start()) {
            List<Exchange> exchanges = join(sendAtOnce(1000, bitrix24(fake), 1));

            assertThat(exchanges).allMatch(exchange -> exchange.getException() == null);
            assertThat(fake.pinnedDialogs()).hasSize(1000);
            assertThat(fake.rejected()).isZero();
            assertThat(fake.requests()).hasSizeLessThanOrEqualTo(48);
        }
    }

    /** Windows of 20 per 5 s, wherever they begin: 70 requests fall into four of them at least. */
    @Test
    void seventyCallsKeepToTheGatewaysWindowsAtAnyPhase() {
        List<FakeRyzeApi> fakes = new ArrayList<>();
        List<List<CompletableFuture<Exchange>>> exchanges = new ArrayList<>();
        for (int phaseMillis = 0; phaseMillis < 5000; phaseMillis += 700) {
            FakeRyzeApi fake = FakeRyzeApi.builder()
                    .limit(20, Duration.ofSeconds(5))
                    .windowPhase(Duration.ofMillis(phaseMillis))
                    .start();
            fake.latency(Duration.ofMillis(20));
            fakes.add(fake);
            exchanges.add(sendAtOnce(
                    70, whatsapp(fake, "throttleLimit=20", "throttlePeriod=5000", "pinned=false"), 5511900000000L));
        }

        assertThat(exchanges)
                .allSatisfy(sent -> assertThat(join(sent)).allMatch(exchange -> exchange.getException() == null));
        assertThat(fakes)
                .allMatch(fake -> fake.rejected() == 0)
                .allMatch(fake -> fake.requests().size() == 70);
        fakes.forEach(FakeRyzeApi::close);
    }

    /** A Throttle EIP counts before the way to the portal, whose counter therefore falls between its periods here. */
    @Test
    void aKameletsThrottleKeepsSinglePinsToThePortalsLimit() {
        long millisToTick = 600;
        Duration tickPhase = Duration.ofMillis((System.currentTimeMillis() + millisToTick) % 1000);
        try (FakeBitrix24 fake =
                FakeBitrix24.builder().limit(10, 5).tickPhase(tickPhase).start()) {
            String kamelet = bitrix24Sink(fake, "throttleLimit=10", "throttlePeriod=2000");

            for (int chat = 1; chat <= 25; chat++) {
                assertThat(pin(kamelet, "chat" + chat).getException()).isNull();
            }

            assertThat(fake.rejected()).isZero();
            assertThat(fake.requests()).hasSize(25);
        }
    }

    @Test
    void aKameletsThrottleKeepsSinglePinsToTheGatewaysLimit() {
        long millisToWindow = 1200;
        Duration windowPhase = Duration.ofMillis((System.currentTimeMillis() + millisToWindow) % 2000);
        try (FakeRyzeApi fake = FakeRyzeApi.builder()
                .limit(10, Duration.ofSeconds(2))
                .windowPhase(windowPhase)
                .start()) {
            String kamelet = whatsappSink(fake, "throttleLimit=10", "throttlePeriod=2000", "pinned=false");

            for (int chat = 1; chat <= 25; chat++) {
                assertThat(pin(kamelet, 5511900000000L + chat).getException()).isNull();
            }

            assertThat(fake.rejected()).isZero();
            assertThat(fake.requests()).hasSize(25);
        }
    }

    private List<CompletableFuture<Exchange>> sendAtOnce(int count, String uri, long firstChat) {
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> exchanges.add(template.asyncSend(
                        uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, firstChat + i))));
        return exchanges;
    }

    private static List<Exchange> join(List<CompletableFuture<Exchange>> exchanges) {
        return exchanges.stream().map(CompletableFuture::join).toList();
    }
}
