package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.AnswerFacts;
import io.github.chatpin.camel.Outcome;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.limit.Turnstile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets a limit learn from what an answer said of it. */
record Feedback(Turnstile turnstile, Timekeeper time) {

    void of(List<Outcome> outcomes) {
        AnswerFacts facts = outcomes.get(0).facts();
        if (facts.rateLimitRemaining() != null && facts.rateLimitResetAt() != null) {
            Instant reset = Instant.ofEpochSecond(facts.rateLimitResetAt());
            turnstile.follow(facts.rateLimitRemaining(), Duration.between(time.now(), reset));
        }
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.TryAgain again && again.scope() == Outcome.Scope.LIMIT) {
                slowDown(again.dictatedWait());
            }
        }
    }

    private void slowDown(Duration wait) {
        if (wait == null) {
            turnstile.exhaust();
        } else {
            turnstile.pause(wait);
        }
    }
}
