package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.RateLimit;
import io.github.chatpin.camel.limit.ManualTimekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackTest {

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final Turnstile turnstile = new Turnstile(new RateLimit.FixedWindow(1, Duration.ofSeconds(5)), time);

    @Test
    void pausesAsLongAsTheLongestOfABatchsPinsIsToWait() {
        new Feedback(turnstile, time).of(List.of(rejected(1), rejected(3), rejected(2)));

        assertThat(turnstile.report().pausedFor()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void pausesNobodyWhereThePortalDoesNotSayHowLong() {
        Outcome rejected = tryAgain("over the limit", null, Outcome.Scope.LIMIT);

        new Feedback(turnstile, time).of(Collections.nCopies(50, rejected));

        assertThat(turnstile.report().pausedFor()).isZero();
        assertThat(turnstile.report().permitsLeft()).isZero();
    }

    private static Outcome rejected(int seconds) {
        return tryAgain("over the limit", Duration.ofSeconds(seconds), Outcome.Scope.LIMIT);
    }
}
