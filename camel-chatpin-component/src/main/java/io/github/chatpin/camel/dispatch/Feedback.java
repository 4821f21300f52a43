package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Lets a limit learn from what an answer said of it. */
record Feedback(Turnstile turnstile, Timekeeper time) {

    // A time that is further off, such as one in milliseconds, is none.
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** Notes that a request has ended, and what its answer said. */
    void of(List<Outcome> outcomes) {
        turnstile.answered();
        AnswerFacts facts = outcomes.get(0).facts();
        if (facts.rateLimitRemaining() != null && facts.rateLimitResetAt() != null) {
            turnstile.follow(facts.rateLimitRemaining(), toReset(facts.rateLimitResetAt()));
        }
        List<Outcome.TryAgain> rejections = outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.TryAgain again && again.scope() == Outcome.Scope.LIMIT)
                .map(Outcome.TryAgain.class::cast)
                .toList();
        if (!rejections.isEmpty()) { // of one request, however many pins it had
            rejections.stream()
                    .map(Outcome.TryAgain::dictatedWait)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .ifPresentOrElse(turnstile::pause, turnstile::exhaust);
        }
    }

    private Duration toReset(long resetAt) {
        Instant now = time.now();
        boolean plausible = Math.abs(resetAt - now.getEpochSecond()) <= LONGEST_WINDOW.toSeconds();
        return plausible ? Duration.between(now, Instant.ofEpochSecond(resetAt)) : Duration.ZERO;
    }
}
