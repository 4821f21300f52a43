package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.RateLimit.FixedWindow;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowPermitsTest {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final WindowPermits permits = new WindowPermits(new FixedWindow(2, PERIOD), time);

    @Test
    void givesAPermitBackOnePeriodAfterTheAnswer() {
        permits.tryTake();
        time.advance(Duration.ofSeconds(2));
        permits.answered();
        permits.tryTake();

        assertThat(permits.tryTake()).isEqualTo(PERIOD.toNanos());

        time.advance(PERIOD);
        assertThat(permits.tryTake()).isZero();
    }

    @Test
    void cannotTellWhenWhileAllRequestsAreUnderWay() {
        permits.tryTake();
        permits.tryTake();

        assertThat(permits.tryTake()).isEqualTo(Permits.AFTER_AN_ANSWER);
    }

    @Test
    void countsWhatDoesNotWait() {
        permits.take();
        permits.take();
        permits.take();
        permits.answered();

        assertThat(permits.tryTake()).isEqualTo(PERIOD.toNanos());
    }

    @Test
    void forgetsWhatIsBackAlsoWhereNobodyAsksForAPermit() {
        for (int i = 0; i < 1000; i++) {
            permits.take();
            permits.answered();
            time.advance(PERIOD);
        }

        assertThat(permits.used()).isEqualTo(1); // the last one, until somebody looks
    }

    @Test
    void takesBackWhatWasNotUsed() {
        permits.tryTake();
        permits.tryTake();

        permits.giveBack();

        assertThat(permits.tryTake()).isZero();
    }

    @Test
    void waitsForTheNextWindowWhenOthersHaveUsedThisOneUp() {
        permits.tryTake();
        permits.answered();

        permits.follow(0, Duration.ofSeconds(3).toNanos());

        assertThat(permits.tryTake()).isEqualTo(Duration.ofSeconds(3).toNanos());
        time.advance(Duration.ofSeconds(3));
        assertThat(permits.tryTake()).isZero();
    }

    @Test
    void leavesWhatIsUnderWayItsShareOfTheWindow() {
        WindowPermits many = new WindowPermits(new FixedWindow(10, PERIOD), time);
        many.tryTake();
        many.tryTake();
        many.answered();

        many.follow(2, Duration.ofSeconds(1).toNanos());

        assertThat(many.tryTake()).isZero();
        assertThat(many.tryTake()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void believesNoWindowThatIsLongerThanAMinuteOrThePeriod() {
        permits.tryTake();
        permits.answered();

        permits.follow(0, Duration.ofDays(1).toNanos());

        assertThat(permits.tryTake()).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void startsAnewWhenTheUpstreamCountsMoreThanIsKnown() {
        permits.exhaust();

        assertThat(permits.tryTake()).isEqualTo(PERIOD.toNanos());
        time.advance(PERIOD);
        assertThat(permits.tryTake()).isZero();
    }

    @Test
    void ignoresAWindowThatIsOver() {
        permits.tryTake();
        permits.answered();

        permits.follow(0, -1);

        assertThat(permits.tryTake()).isZero();
    }

    @Test
    void arePlentifulWhileThreeQuartersAreLeftOfTheWindowToo() {
        WindowPermits permits = new WindowPermits(new FixedWindow(100, Duration.ofMinutes(1)), time);
        assertThat(permits.arePlentiful()).isTrue();

        permits.follow(74, Duration.ofSeconds(30).toNanos());

        assertThat(permits.arePlentiful()).isFalse();
    }

    @Test
    void isFullAgainWhenAllPermitsAreBack() {
        permits.tryTake();
        assertThat(permits.isFull()).isFalse();

        permits.answered();
        assertThat(permits.isFull()).isFalse();

        time.advance(PERIOD);
        assertThat(permits.isFull()).isTrue();
    }

    /** One request at a time, as for one WhatsApp instance, with latencies from nothing to longer than a window. */
    @Test
    void neverOverfillsAWindowAtAnyPhaseAndLatency() {
        int limit = 20;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long phase = random.nextLong(PERIOD.toNanos());
            long maxLatency = 1
                    + random.nextLong(
                            PERIOD.multipliedBy(seed % 10 == 0 ? 2 : 1).toNanos() / (1 + seed % 50));
            ManualTimekeeper clock = new ManualTimekeeper();
            WindowPermits window = new WindowPermits(new FixedWindow(limit, PERIOD), clock);
            Map<Long, Integer> arrivals = new HashMap<>();
            for (int request = 0; request < 200; request++) {
                for (long wait = window.tryTake(); wait > 0; wait = window.tryTake()) {
                    clock.advance(Duration.ofNanos(wait));
                }
                long latency = random.nextLong(maxLatency);
                long arrival = clock.nanoTime() + random.nextLong(latency + 1);
                arrivals.merge(Math.floorDiv(arrival - phase, PERIOD.toNanos()), 1, Integer::sum);
                clock.advance(Duration.ofNanos(latency));
                window.answered();
            }
            assertThat(arrivals.values()).as("seed %d", seed).allMatch(count -> count <= limit);
        }
    }
}
