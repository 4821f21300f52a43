package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what an answer tells of the gateway's limit: RyzeAPI what is left of its window and when the next one begins,
 * OpenWA and proxies how long to wait.
 *
 * @param longestWindow the longest window of RyzeAPI's that makes sense
 * @param clock         tells how long it is to the next window
 */
record GatewayLimits(Duration longestWindow, Clock clock) {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    private static final String WAIT = "retry-after"; // OpenWA adds to it which of its limits: -short, -medium, -long
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    AnswerFacts facts(UpstreamAnswer answer) {
        Long remaining = number(answer.headers().get("x-ratelimit-remaining"));
        Long reset = number(answer.headers().get("x-ratelimit-reset"));
        boolean isCount = remaining != null && remaining <= Integer.MAX_VALUE;
        return new AnswerFacts(null, null, isCount ? remaining.intValue() : null, reset);
    }

    /** Returns how long the gateway wants to be left alone; {@code null} if it does not say, or nothing sensible. */
    Duration wait(UpstreamAnswer answer) {
        Duration toReset = toReset(facts(answer));
        return toReset == null ? longestRetryAfter(answer.headers()) : toReset;
    }

    private Duration toReset(AnswerFacts facts) {
        if (facts.rateLimitResetAt() == null) {
            return null;
        }
        Instant now = clock.instant();
        long seconds = facts.rateLimitResetAt() - now.getEpochSecond();
        if (seconds <= 0 || seconds > longestWindow.toSeconds() + 1) {
            return null;
        }
        return Duration.between(now, Instant.ofEpochSecond(facts.rateLimitResetAt()));
    }

    private static Duration longestRetryAfter(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().regionMatches(true, 0, WAIT, 0, WAIT.length()))
                .map(header -> number(header.getValue()))
                .filter(seconds -> seconds != null && seconds <= LONGEST_WAIT.toSeconds())
                .map(Duration::ofSeconds)
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static Long number(String header) {
        return header == null || !WHOLE_NUMBER.matcher(header).matches() ? null : Long.valueOf(header);
    }
}
