package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final Turnstile bucket = new Turnstile(new RateLimit.LeakyBucket(3, Duration.ofMillis(3000)), time);
    private final Turnstile window = new Turnstile(new RateLimit.FixedWindow(1, Duration.ofSeconds(5)), time);
    private final List<String> turns = new ArrayList<>();

    @Test
    void letsThroughAtOnceWhileThereArePermits() {
        assertThat(enter(bucket, true, "a")).isTrue();
        assertThat(enter(bucket, true, "b")).isTrue();
        assertThat(enter(bucket, true, "c")).isFalse();
        assertThat(turns).isEmpty();
    }

    @Test
    void givesTurnsInTheOrderInWhichTheyWereAskedFor() {
        List.of("a", "b", "c", "d").forEach(name -> enter(bucket, true, name));

        time.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly("c");

        time.advance(Duration.ofSeconds(1));
        assertThat(turns).containsExactly("c", "d");
    }

    @Test
    void letsNobodyPassThoseWhoWait() {
        List.of("a", "b", "c").forEach(name -> enter(bucket, true, name));
        bucket.giveBack();
        List.of("d", "e").forEach(name -> enter(bucket, true, name));

        assertThat(turns).containsExactly("c");
    }

    @Test
    void letsTheUnthrottledPassButCountsThem() {
        List.of("a", "b").forEach(name -> enter(bucket, true, name));

        assertThat(enter(bucket, false, "free")).isTrue();
        enter(bucket, true, "c");
        time.advance(Duration.ofMillis(1999));
        assertThat(turns).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("c");
    }

    @Test
    void letsNobodyThroughDuringAPause() {
        bucket.pause(Duration.ofSeconds(10));

        assertThat(enter(bucket, true, "throttled")).isFalse();
        assertThat(enter(bucket, false, "free")).isFalse();
        time.advance(Duration.ofMillis(9999));
        assertThat(turns).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("free", "throttled");
    }

    @Test
    void neverShortensAPause() {
        bucket.pause(Duration.ofSeconds(10));
        bucket.pause(Duration.ofSeconds(1));
        enter(bucket, true, "a");

        time.advance(Duration.ofSeconds(9));

        assertThat(turns).isEmpty();
    }

    @Test
    void letsThoseWhoWaitForAnAnswerThroughOnePeriodAfterIt() {
        enter(window, true, "a");
        enter(window, true, "b");
        time.advance(Duration.ofSeconds(60));
        assertThat(turns).isEmpty();

        window.answered();
        time.advance(Duration.ofSeconds(5));

        assertThat(turns).containsExactly("b");
    }

    @Test
    void slowsDownWhenTheUpstreamCountsMoreThanIsKnown() {
        bucket.exhaust();

        assertThat(enter(bucket, true, "a")).isFalse();
        time.advance(Duration.ofMillis(1999)); // one second until it has room again, and one for this turn
        assertThat(turns).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(turns).containsExactly("a");
    }

    @Test
    void isIdleOnlyWhileNothingHasBeenUsed() {
        assertThat(bucket.isIdle()).isTrue();

        enter(bucket, true, "a");
        assertThat(bucket.isIdle()).isFalse();

        time.advance(Duration.ofSeconds(1));
        assertThat(bucket.isIdle()).isTrue();
    }

    @Test
    void isNotIdleDuringAPauseNorWhileSomebodyWaitsForItsEnd() {
        Turnstile unlimited = new Turnstile(new RateLimit.Unlimited(), time);
        unlimited.pause(Duration.ofSeconds(10));
        assertThat(unlimited.isIdle()).isFalse();

        enter(unlimited, false, "free");
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
        enter(bucket, false, "free");
        time.advanceWithoutAlarms(Duration.ofSeconds(11));

        assertThat(enter(bucket, false, "free, but later")).isFalse();
        assertThat(enter(bucket, true, "throttled, but later")).isFalse();
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
            bucket.enter(false, turn(() -> {
                turns.add(name);
                throw new IllegalStateException(name);
            }));
        }
        enter(bucket, false, "c");

        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(10)))
                .hasMessage("a")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));

        assertThat(turns).containsExactly("a", "b", "c");
    }

    @Test
    void hasNoLimitWhereTheUpstreamHasNone() {
        Turnstile unlimited = new Turnstile(new RateLimit.Unlimited(), time);

        for (int i = 0; i < 10_000; i++) {
            assertThat(enter(unlimited, true, "a")).isTrue();
        }
    }

    @Test
    void mayBeEnteredFromATurn() {
        enter(bucket, true, "a");
        enter(bucket, true, "b");
        bucket.enter(true, turn(() -> enter(bucket, true, "again")));

        time.advance(Duration.ofSeconds(2));

        assertThat(turns).containsExactly("again");
    }

    private boolean enter(Turnstile turnstile, boolean throttled, String name) {
        return turnstile.enter(throttled, turn(() -> turns.add(name)));
    }

    private static Turnstile.Turn turn(Runnable whenItComes) {
        return new Turnstile.Turn() {
            @Override
            public void came() {
                whenItComes.run();
            }

            @Override
            public void refused() {
                throw new AssertionError("Refused, though there is no store");
            }
        };
    }
}
