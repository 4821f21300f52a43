package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many permits the pins of many callers take, and how long that takes: the engine itself, in simulated time, at a
 * portal with the standard plan's limit. Each caller's answer is under way for a moment, and so is its next pin.
 */
class CrowdSimulationTest {

    private static final RateLimit STANDARD = new RateLimit.LeakyBucket(50, Duration.ofSeconds(25));
    private static final int RESERVE = 48;
    private static final int PINS = 1200;
    private static final int BATCH = 50;

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final SimulatedThreads threads = new SimulatedThreads(time);
    private final Random random = new Random(1);
    private final Accounts accounts = new Accounts(time, threads::execute, random, new RecordingObserver());
    private final List<Duration> done = new ArrayList<>();

    @AfterEach
    void close() {
        threads.close();
    }

    @ParameterizedTest
    @CsvSource({"8, 0", "50, 0", "50, 100", "64, 0", "64, 300", "200, 100", "100, 50"})
    void sharesRequestsAsThePermitsRunLow(int callers, int millis) throws Exception {
        TestUpstream portal = portal("test", Duration.ofMillis(2L + millis));
        Crowd crowd = new Crowd(connect(portal), PINS);
        for (int caller = 0; caller < callers; caller++) {
            crowd.sendNext();
        }
        runUntilDone(PINS);

        int fullBatches = PINS / Math.min(callers, BATCH);
        double atOnce = Math.max(1, callers / (double) BATCH);
        double bound = Math.max(fullBatches * (0.002 + millis / 1000.0) / atOnce, (fullBatches - RESERVE) / 2.0);
        assertThat(portal.sent).hasSizeLessThanOrEqualTo((int) Math.max(RESERVE, 1.2 * fullBatches));
        assertThat(seconds(PINS)).isLessThanOrEqualTo(Math.max(1.5, 1.5 * bound));
    }

    @Test
    void sendsAThousandAtOnceInFewRequests() throws Exception {
        TestUpstream portal = portal("test", Duration.ofMillis(100));
        handOver(connect(portal), 1000);
        runUntilDone(1000);

        assertThat(portal.sent).hasSizeLessThanOrEqualTo(28);
        assertThat(seconds(1000)).isLessThan(0.7);
    }

    @Test
    void waitsForNoOtherPinsWhilePermitsArePlentiful() throws Exception {
        handOver(connect(portal("test", Duration.ofMillis(100))), 8);
        runUntilDone(8);

        assertThat(seconds(8)).isEqualTo(0.1);
    }

    @Test
    void anAccountWithAFewPinsIsNotHeldUpByOneWithManyUnderTheSameLimit() throws Exception {
        handOver(connect(portal("many", Duration.ofMillis(100))), 10_000);
        runUntilDone(4000); // the reserve is used up
        done.clear();
        long begin = time.nanoTime();
        Connection few = connect(portal("few", Duration.ofMillis(100)));
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            few.submit(AccountTestSupport.pin("f" + i), (index, completion) -> ends.add(time.nanoTime() - begin), true);
        }
        while (ends.size() < 3) {
            time.runNext();
        }

        assertThat(ends.get(2)).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    @Test
    void anAccountBesideAnotherOneFillsItsBatchesToo() throws Exception {
        TestUpstream one = portal("one", Duration.ofMillis(100));
        TestUpstream other = portal("other", Duration.ofMillis(100));
        handOver(connect(one), 2000);
        handOver(connect(other), 2000);
        runUntilDone(4000);

        assertThat(one.sent.size() + other.sent.size()).isLessThanOrEqualTo(100);
        assertThat(one.sent.size()).isBetween(other.sent.size() - 8, other.sent.size() + 8);
    }

    @Test
    void aThousandSlowPortalsNeedNoMoreThreadsThanThereAreSlots() throws Exception {
        int portals = 1000;
        CountedSlots slots = new CountedSlots(200);
        for (int i = 0; i < portals; i++) {
            TestUpstream portal = TestUpstream.under("limit" + i, "portal" + i, STANDARD, 8);
            portal.whileSending = () -> threads.sleep(Duration.ofSeconds(5));
            portal.slots = slots;
            handOver(connect(portal), 1);
        }
        runUntilDone(portals);

        assertThat(threads.most()).isEqualTo(200);
        assertThat(seconds(portals)).isEqualTo(25);
    }

    private TestUpstream portal(String account, Duration latency) {
        TestUpstream portal = TestUpstream.under("portal", account, STANDARD, 8);
        portal.whileSending = () -> threads.sleep(latency);
        return portal;
    }

    private Connection connect(TestUpstream portal) {
        DeliveryPolicy policy =
                new DeliveryPolicy(true, BATCH, Duration.ZERO, new RetryPolicy(3, Duration.ofSeconds(1)));
        return accounts.connect("test", portal, portal, policy, 10_000, null);
    }

    private void handOver(Connection connection, int pins) throws Exception {
        for (int i = 0; i < pins; i++) {
            connection.submit(AccountTestSupport.pin("c" + i), (index, completion) -> noteDone(), true);
        }
    }

    private void noteDone() {
        done.add(Duration.ofNanos(time.nanoTime()));
    }

    private void runUntilDone(int pins) {
        while (done.size() < pins) {
            assertThat(time.runNext()).isTrue();
        }
    }

    private double seconds(int pins) {
        return done.get(pins - 1).toNanos() / 1e9;
    }

    /** Callers that share some pins to send; each sends the next one when it has its answer. */
    private final class Crowd {

        private final Connection connection;
        private int left;

        private Crowd(Connection connection, int pins) {
            this.connection = connection;
            this.left = pins;
        }

        private void sendNext() {
            if (left > 0) {
                String chat = "c" + left--;
                time.after(Duration.ofNanos(300_000 + random.nextInt(1_200_000)), () -> send(chat));
            }
        }

        private void send(String chat) {
            try {
                connection.submit(AccountTestSupport.pin(chat), (index, completion) -> answered(), true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void answered() {
            noteDone();
            sendNext();
        }
    }
}
