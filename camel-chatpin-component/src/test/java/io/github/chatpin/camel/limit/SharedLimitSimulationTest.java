package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that all have more to send than one limit lets through, against models of the upstreams' counters. */
class SharedLimitSimulationTest extends SharedLimitTestSupport {

    private static final int PROCESSES = 3;
    private static final int REQUESTS = 1000;
    private static final int PHASES = 200;
    private static final long MAX_JITTER = Duration.ofSeconds(2).toNanos();
    private static final long CONNECTING = Duration.ofMillis(550).toNanos();

    private final long[] sent = new long[REQUESTS];
    private int count;

    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void areNeverRejectedTogetherAndUseWhatIsPermitted(UpstreamLimit limit) {
        run(PROCESSES, limit, new long[PROCESSES]);

        assertThat(worst(limit)).isZero();
        double permittedSeconds = (REQUESTS - limit.maxRequests()) / perSecond(limit);
        assertThat((sent[REQUESTS - 1] - sent[0]) / 1e9).isLessThan(permittedSeconds / 0.99);
    }

    /** The upstream's counter falls only once it counts: what falls before the first request arrives is lost. */
    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void areNotRejectedWhereTheFirstRequestsNeedLongerForTheirConnections(UpstreamLimit limit) {
        run(PROCESSES, limit, new long[PROCESSES]);
        long connected = sent[0] + CONNECTING;

        long[] arrivals = Arrays.stream(sent).map(at -> Math.max(at, connected)).toArray();

        for (int phase = 0; phase < PHASES; phase++) {
            assertThat(LeakyBucketSimulationTest.rejections(limit, arrivals, phase))
                    .as("at phase %d", phase)
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void wouldBeRejectedEachWithALimitOfItsOwn(UpstreamLimit limit) {
        for (int i = 0; i < PROCESSES; i++) {
            MemoryBucketStore.Server itsOwn = new MemoryBucketStore.Server();
            keepAsking(process(leaky(limit), itsOwn.client(time::nanoTime), WhenStoreFails.WAIT, 0));
        }
        runUntilAllAreSent();

        assertThat(worst(limit)).isGreaterThan(limit.maxRequests());
    }

    @Test
    void askTheStoreOnceForEachRequest() {
        run(PROCESSES, UpstreamLimit.BITRIX24_STANDARD, new long[PROCESSES]);

        // The first one also makes the bucket; and each process holds a reservation for the next one.
        assertThat(store.operations()).isBetween(REQUESTS, REQUESTS + PROCESSES + 1);
    }

    /** Where the store has no time of its own, that of the fastest clock counts: others neither add to it nor wait. */
    @Test
    void areNotRejectedWhereTheirClocksDifferByASecond() {
        long second = Duration.ofSeconds(1).toNanos();
        run(PROCESSES, UpstreamLimit.BITRIX24_STANDARD, new long[] {0, -second / 2, second / 2});

        assertThat(worst(UpstreamLimit.BITRIX24_STANDARD)).isZero();
    }

    @Test
    void aClockThatRunsAheadCostsNoMoreThanWhatComesInThatTime() {
        UpstreamLimit limit = UpstreamLimit.BITRIX24_STANDARD;
        long ahead = Duration.ofSeconds(10).toNanos();
        run(PROCESSES, limit, new long[] {0, 0, ahead});

        assertThat(worst(limit)).isBetween(1, (int) Math.ceil(perSecond(limit) * ahead / 1e9));
    }

    @Test
    void keepAFixedWindowAtAnyPhaseAndUseNineteenTwentiethsOfIt() {
        UpstreamLimit limit = UpstreamLimit.RYZEAPI;
        for (int i = 0; i < PROCESSES; i++) {
            keepAsking(process(window(limit)));
        }
        runUntilAllAreSent();

        for (int phase = 0; phase < PHASES; phase++) {
            assertThat(mostInAWindow(limit, phase)).as("at phase %d", phase).isLessThanOrEqualTo(limit.maxRequests());
        }
        double minutes = (sent[REQUESTS - 1] - sent[0]) / 6e10;
        assertThat(REQUESTS / minutes).isGreaterThan(0.95 * limit.maxRequests());
    }

    private void run(int processes, UpstreamLimit limit, long[] clocks) {
        for (int i = 0; i < processes; i++) {
            long ahead = clocks[i];
            ProxyManager<String> client = store.client(() -> time.nanoTime() + ahead);
            keepAsking(process(leaky(limit), client, WhenStoreFails.WAIT, 0));
        }
        runUntilAllAreSent();
    }

    private void keepAsking(Process process) {
        while (process.limiter.tryAcquire(true, whenItComes(process))) {
            note();
        }
    }

    private RateLimiter.PermitListener whenItComes(Process process) {
        return new RateLimiter.PermitListener() {
            @Override
            public void granted() {
                note();
                process.limiter.answered();
                keepAsking(process);
            }

            @Override
            public void refused() {
                throw new AssertionError("Refused, though the store works");
            }
        };
    }

    private void note() {
        if (count < REQUESTS) {
            sent[count++] = time.nanoTime();
        }
    }

    private void runUntilAllAreSent() {
        while (count < REQUESTS) {
            settle();
            if (count < REQUESTS) {
                time.runNext();
            }
        }
    }

    private int worst(UpstreamLimit limit) {
        int worst = 0;
        for (int phase = 0; phase < PHASES; phase++) {
            for (long jitter : new long[] {0, MAX_JITTER / 40, MAX_JITTER}) {
                long[] arrivals = LeakyBucketSimulationTest.arrivals(sent, jitter, phase);
                worst = Math.max(worst, LeakyBucketSimulationTest.rejections(limit, arrivals, phase));
            }
        }
        return worst;
    }

    private int mostInAWindow(UpstreamLimit limit, int phase) {
        long period = Duration.ofMillis(limit.periodMillis()).toNanos();
        Random random = new Random(phase);
        long[] arrivals = Arrays.stream(sent)
                .map(at -> at + random.nextLong(MAX_JITTER))
                .sorted()
                .toArray();
        long begin = arrivals[0] - phase * period / PHASES;
        int most = 0;
        int inWindow = 0;
        long window = 0;
        for (long arrival : arrivals) {
            long number = (arrival - begin) / period;
            inWindow = number == window ? inWindow + 1 : 1;
            window = number;
            most = Math.max(most, inWindow);
        }
        return most;
    }

    private static double perSecond(UpstreamLimit limit) {
        return limit.maxRequests() * 1000.0 / limit.periodMillis();
    }

    private static RateLimit leaky(UpstreamLimit limit) {
        return new RateLimit.LeakyBucket(limit.maxRequests(), Duration.ofMillis(limit.periodMillis()));
    }

    private static RateLimit window(UpstreamLimit limit) {
        return new RateLimit.FixedWindow(limit.maxRequests(), Duration.ofMillis(limit.periodMillis()));
    }
}
