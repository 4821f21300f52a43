package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final RateLimiter bucket = new RateLimiter(new RateLimit.LeakyBucket(3, Duration.ofMillis(3000)), time);
    private final RateLimiter window = new RateLimiter(new RateLimit.FixedWindow(1, Duration.ofSeconds(5)), time);
    private final List<String> turns = new ArrayList<>();

    @Test
    void letsThroughAtOnceWhileThereArePermits() {
        assertThat(ask(bucket, true, "a")).isTrue();
        assertThat(ask(bucket, true, "b")).isTrue();
        assertThat(ask(bucket, true, "c")).isFalse();
        assertThat(turns).isEmpty();
    }

    @Test
    void givesTurnsInTheOrderInWhichTheyWereAskedFor() {
        List.of("a", "b", "c", "d").forEach(name -> ask(bucket, true, name));

        time.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly("c");

        time.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly("c", "d");
    }

    @Test
    void letsNobodyPassThoseWhoWait() {
        List.of("a", "b", "c").forEach(name -> ask(bucket, true, name));
        bucket.giveBack();
        List.of("d", "e").forEach(name -> ask(bucket, true, name));

        assertThat(turns).containsExactly("c");
    }

    @Test
    void letsTheUnthrottledPassButCountsThem() {
        List.of("a", "b").forEach(name -> ask(bucket, true, name));

        assertThat(ask(bucket, false, "free")).isTrue();
        ask(bucket, true, "c");
        time.advance(Duration.ofMillis(1999));
        assertThat(turns).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("c");
    }

    @Test
    void letsNobodyThroughDuringAPause() {
        bucket.pause(Duration.ofSeconds(10));

        assertThat(ask(bucket, true, "throttled")).isFalse();
        assertThat(ask(bucket, false, "free")).isFalse();
        time.advance(Duration.ofMillis(9999));
        assertThat(turns).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("free", "throttled");
    }

    @Test
    void neverShortensAPause() {
        bucket.pause(Duration.ofSeconds(10));
        bucket.pause(Duration.ofSeconds(1));
        ask(bucket, true, "a");

        time.advance(Duration.ofSeconds(9));

        assertThat(turns).isEmpty();
    }

    @Test
    void letsThoseWhoWaitForAnAnswerThroughOnePeriodAfterIt() {
        ask(window, true, "a");
        ask(window, true, "b");
        time.advance(Duration.ofSeconds(60));
        assertThat(turns).isEmpty();

        window.answered();
        time.advance(Duration.ofSeconds(5));

        assertThat(turns).containsExactly("b");
    }

    @Test
    void slowsDownWhenTheUpstreamCountsMoreThanIsKnown() {
        bucket.exhaust();

        assertThat(ask(bucket, true, "a")).isFalse();
        time.advance(Duration.ofMillis(1999)); // one second until it has room again, and one for this turn
        assertThat(turns).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("a");
    }

    @Test
    void isIdleOnlyWhileNothingHasBeenUsed() {
        assertThat(bucket.isIdle()).isTrue();

        ask(bucket, true, "a");
        assertThat(bucket.isIdle()).isFalse();

        time.advance(Duration.ofSeconds(1));
        assertThat(bucket.isIdle()).isTrue();
    }

    @Test
    void isNotIdleDuringAPauseNorWhileSomebodyWaitsForItsEnd() {
        RateLimiter unlimited = new RateLimiter(new RateLimit.Unlimited(), time);
        unlimited.pause(Duration.ofSeconds(10));
        assertThat(unlimited.isIdle()).isFalse();

        ask(unlimited, false, "free");
        time.advanceWithoutAlarms(Duration.ofSeconds(10));
        assertThat(unlimited.isIdle()).isFalse();

        time.advance(Duration.ZERO);
        assertThat(turns).containsExactly("free");
        time.advance(Duration.ofSeconds(1));
        assertThat(unlimited.isIdle()).isTrue();
    }

    @Test
    void isNotIdleWhileTheUpstreamsWindowIsUsedUp() {
        window.follow(0, Duration.ofSeconds(30));

        time.advance(Duration.ofSeconds(29));
        assertThat(window.isIdle()).isFalse();

        time.advance(Duration.ofSeconds(1));
        assertThat(window.isIdle()).isTrue();
    }

    @Test
    void letsNobodyPassThoseWhoseAlarmIsLateAfterAPause() {
        bucket.pause(Duration.ofSeconds(10));
        ask(bucket, false, "free");
        time.advanceWithoutAlarms(Duration.ofSeconds(11));

        assertThat(ask(bucket, false, "free, but later")).isFalse();
        assertThat(ask(bucket, true, "throttled, but later")).isFalse();
        assertThat(turns).isEmpty();

        time.advance(Duration.ZERO);
        assertThat(turns).containsExactly("free", "free, but later");
        time.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly("free", "free, but later", "throttled, but later");
    }

    @Test
    void givesEachItsTurnThoughThatOfAnotherThrows() {
        bucket.pause(Duration.ofSeconds(10));
        for (String name : List.of("a", "b")) {
            bucket.tryAcquire(false, turn(() -> {
                turns.add(name);
                throw new IllegalStateException(name);
            }));
        }
        ask(bucket, false, "c");

        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(10)))
                .hasMessage("a")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThat(turns).containsExactly("a", "b", "c");
    }

    @Test
    void hasNoLimitWhereTheUpstreamHasNone() {
        RateLimiter unlimited = new RateLimiter(new RateLimit.Unlimited(), time);

        for (int i = 0; i < 10_000; i++) {
            assertThat(ask(unlimited, true, "a")).isTrue();
        }
    }

    @Test
    void mayBeEnteredFromATurn() {
        ask(bucket, true, "a");
        ask(bucket, true, "b");
        bucket.tryAcquire(true, turn(() -> ask(bucket, true, "again")));

        time.advance(Duration.ofSeconds(2));

        assertThat(turns).containsExactly("again");
    }

    private boolean ask(RateLimiter limiter, boolean throttled, String name) {
        return limiter.tryAcquire(throttled, turn(() -> turns.add(name)));
    }

    private static RateLimiter.PermitListener turn(Runnable whenItComes) {
        return new RateLimiter.PermitListener() {
            @Override
            public void granted() {
                whenItComes.run();
            }

            @Override
            public void refused() {
                throw new AssertionError("Refused, though there is no store");
            }
        };
    }
}
