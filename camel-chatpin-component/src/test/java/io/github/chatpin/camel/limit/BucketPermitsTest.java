package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.spi.RateLimit.LeakyBucket;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketPermitsTest {

    private final ManualTimekeeper time = new ManualTimekeeper();

    /** A third of a second is no whole number of nanoseconds, so that a permit may be due and not yet there. */
    @Test
    void takesNoPermitThatIsAFractionOfANanosecondAway() {
        BucketPermits permits = new BucketPermits(new LeakyBucket(4, Duration.ofMillis(80)), time); // three a second
        int taken = 0;
        for (int i = 0; i < 1000; i++) {
            long wait = permits.tryTake();
            taken += wait == 0 ? 1 : 0;
            time.advance(Duration.ofNanos(wait));
        }

        assertThat(taken).isLessThanOrEqualTo(1 + (int) (3 * time.nanoTime() / 1_000_000_000));
    }

    @Test
    void permitsThresholdLessOneStepAtOnce() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);

        for (int i = 0; i < 48; i++) {
            assertThat(permits.tryTake()).isZero();
        }

        assertThat(permits.tryTake()).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void permitsOneMoreAfterTheWaitThatItTold() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        permits.exhaust();

        time.advance(Duration.ofNanos(permits.tryTake()));

        assertThat(permits.tryTake()).isZero();
        assertThat(permits.tryTake()).isPositive();
    }

    @Test
    void countsWhatDoesNotWait() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        for (int i = 0; i < 50; i++) {
            permits.take();
        }

        assertThat(permits.tryTake()).isEqualTo(Duration.ofMillis(1500).toNanos());
    }

    @Test
    void takesBackWhatWasNotUsed() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        while (permits.tryTake() == 0) {
            // uses all up
        }

        permits.giveBack();

        assertThat(permits.tryTake()).isZero();
    }

    /** The upstream's counter is never above its threshold, however many were sent: what is over it is rejected. */
    @Test
    void owesNoMoreThanTheUpstreamCounts() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        for (int i = 0; i < 1000; i++) {
            permits.take();
        }
        permits.exhaust();
        permits.exhaust();

        assertThat(permits.tryTake()).isEqualTo(Duration.ofMillis(1500).toNanos());
    }

    @Test
    void arePlentifulWhileThreeQuartersAreLeft() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        for (int i = 0; i < 12; i++) {
            permits.tryTake();
        }
        assertThat(permits.available()).isEqualTo(36);
        assertThat(permits.arePlentiful()).isTrue();

        permits.tryTake();

        assertThat(permits.arePlentiful()).isFalse();
    }

    @Test
    void isFullAgainWhenAllPermitsAreBack() {
        Permits permits = new BucketPermits(limit(UpstreamLimit.BITRIX24_STANDARD), time);
        permits.tryTake();

        time.advance(Duration.ofMillis(499));
        assertThat(permits.isFull()).isFalse();

        time.advance(Duration.ofMillis(1));
        assertThat(permits.isFull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // threshold, period in ms, capacity, tokens, per ms
        "50, 25000, 48, 50, 25000",
        "250, 50000, 245, 250, 50000",
        "3, 2000, 1, 3, 2000",
        "5, 1000, 1, 4, 1000",
        "5, 500, 1, 4, 1000",
        "2, 1000, 1, 1, 1000",
        "1, 1000, 1, 1, 2000",
    })
    void leavesRoomForOneStepOfTheUpstream(int threshold, long period, int capacity, int tokens, long per) {
        Bandwidth bandwidth = BucketPermits.bandwidth(new LeakyBucket(threshold, Duration.ofMillis(period)));

        assertThat(bandwidth.getCapacity()).isEqualTo(capacity);
        assertThat(bandwidth.getRefillTokens()).isEqualTo(tokens);
        assertThat(bandwidth.getRefillPeriodNanos())
                .isEqualTo(Duration.ofMillis(per).toNanos());
    }

    static LeakyBucket limit(UpstreamLimit limit) {
        return new LeakyBucket(limit.maxRequests(), Duration.ofMillis(limit.periodMillis()));
    }

    @Test
    void keepsThePeriodOfASingleRequest() {
        Permits permits = new BucketPermits(new LeakyBucket(1, Duration.ofMinutes(1)), time);

        assertThat(permits.tryTake()).isZero();
        assertThat(permits.tryTake()).isEqualTo(Duration.ofMinutes(1).toNanos());
    }
}
