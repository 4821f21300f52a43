package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets a limit learn from what an answer said of it. */
record Feedback(RateLimiter limiter, Timekeeper time) {

    // A time that is further off, such as one in milliseconds, is none.
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** Notes that a request has ended, and what its answer said. */
    void of(List<Outcome> outcomes) {
        limiter.answered();
        AnswerFacts facts = outcomes.get(0).facts();
        if (facts.rateLimitRemaining() != null && facts.rateLimitResetAt() != null) {
            limiter.follow(facts.rateLimitRemaining(), toReset(facts.rateLimitResetAt()));
        }
        boolean isRejected = false; // one request, however many pins it had
        Duration longestWait = null;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.TryAgain again && again.scope() == Outcome.Scope.LIMIT) {
                isRejected = true;
                longestWait = longer(longestWait, again.dictatedWait());
            }
        }
        if (longestWait != null) {
            limiter.pause(longestWait);
        } else if (isRejected) {
            limiter.exhaust();
        }
    }

    private static Duration longer(Duration one, Duration other) {
        boolean isOneLonger = other == null || one != null && one.compareTo(other) >= 0;
        return isOneLonger ? one : other;
    }

    private Duration toReset(long resetAt) {
        Instant now = time.now();
        boolean isPlausible = resetAt >= now.minus(LONGEST_WINDOW).getEpochSecond()
                && resetAt <= now.plus(LONGEST_WINDOW).getEpochSecond();
        return isPlausible ? Duration.between(now, Instant.ofEpochSecond(resetAt)) : Duration.ZERO;
    }
}
