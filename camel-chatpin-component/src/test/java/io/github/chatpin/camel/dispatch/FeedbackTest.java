package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.told;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final RateLimiter limiter = new RateLimiter(new RateLimit.FixedWindow(1, Duration.ofSeconds(5)), time);

    @Test
    void pausesAsLongAsTheLongestOfABatchsPinsIsToWait() {
        new Feedback(limiter, time).of(List.of(rejected(1), rejected(3), rejected(2)));

        assertThat(limiter.report().pausedFor()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void pausesNobodyWhereThePortalDoesNotSayHowLong() {
        Outcome rejected = tryAgain("over the limit", null, Outcome.Scope.LIMIT);

        new Feedback(limiter, time).of(Collections.nCopies(50, rejected));

        assertThat(limiter.report().pausedFor()).isZero();
        assertThat(limiter.report().permitsLeft()).isZero();
    }

    @Test
    void pausesAsLongAsOneOfABatchsPinsIsToWaitThoughOthersDoNotSay() {
        Outcome silent = tryAgain("over the limit", null, Outcome.Scope.LIMIT);

        new Feedback(limiter, time).of(List.of(silent, rejected(3), silent));

        assertThat(limiter.report().pausedFor()).isEqualTo(Duration.ofSeconds(3));
        assertThat(limiter.report().permitsLeft()).isEqualTo(1);
    }

    @Test
    void isNotImpressedByAWaitThatIsNotTheLimits() {
        new Feedback(limiter, time).of(List.of(tryAgain("busy", Duration.ofSeconds(3), Outcome.Scope.METHOD)));

        assertThat(limiter.report().pausedFor()).isZero();
        assertThat(limiter.report().permitsLeft()).isEqualTo(1);
    }

    @Test
    void followsAWindowThatEndsWithinADay() {
        assertThat(permitsLeftAfter(told(7, time.now().getEpochSecond() + 30))).isEqualTo(7);
    }

    @Test
    void believesInNoWindowThatEndsAtAnAbsurdTime() {
        long now = time.now().getEpochSecond();

        for (long reset : List.of(Long.MIN_VALUE, Long.MIN_VALUE + now, Long.MAX_VALUE, now * 1000, now - 86_401, 0L)) {
            assertThat(permitsLeftAfter(told(7, reset))).as("reset at " + reset).isEqualTo(99);
        }
    }

    private long permitsLeftAfter(Outcome outcome) {
        RateLimiter hundred = new RateLimiter(new RateLimit.FixedWindow(100, Duration.ofMinutes(1)), time);
        assertThat(hundred.tryAcquire(true, null)).isTrue();
        new Feedback(hundred, time).of(List.of(outcome));
        return hundred.report().permitsLeft();
    }

    private static Outcome rejected(int seconds) {
        return tryAgain("over the limit", Duration.ofSeconds(seconds), Outcome.Scope.LIMIT);
    }
}
