package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what an answer tells of the gateway's limit: RyzeAPI what is left of its window and when the next one begins,
 * OpenWA and proxies how long to wait.
 *
 * @param longestWindow the longest window of RyzeAPI's that makes sense
 * @param clock         tells how long it is to the next window
 */
record GatewayLimits(Duration longestWindow, Clock clock) {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    // OpenWA adds to the name which of its limits it is.
    private static final List<String> WAITS =
            List.of("retry-after", "retry-after-short", "retry-after-medium", "retry-after-long");
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    AnswerFacts facts(UpstreamAnswer answer) {
        Long remaining = number(answer.headers().get("x-ratelimit-remaining"));
        Long reset = number(answer.headers().get("x-ratelimit-reset"));
        boolean isCount = remaining != null && remaining <= Integer.MAX_VALUE;
        return new AnswerFacts(null, null, isCount ? remaining.intValue() : null, reset);
    }

    /** Returns how long the gateway wants to be left alone; {@code null} if it does not say, or nothing sensible. */
    Duration wait(UpstreamAnswer answer) {
        return Stream.concat(
                        Stream.ofNullable(toReset(facts(answer))),
                        WAITS.stream()
                                .map(answer.headers()::get)
                                .filter(Objects::nonNull)
                                .flatMap(this::retryAfter))
                .max(Duration::compareTo)
                .orElse(null);
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

    /** Seconds, or a date. */
    private Stream<Duration> retryAfter(String header) {
        Long seconds = number(header);
        Duration wait = seconds == null ? toDate(header) : Duration.ofSeconds(seconds);
        boolean makesSense = wait != null && !wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0;
        return makesSense ? Stream.of(wait) : Stream.empty();
    }

    private Duration toDate(String header) {
        try {
            return Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Long number(String header) {
        return header == null || !WHOLE_NUMBER.matcher(header).matches() ? null : Long.valueOf(header);
    }
}
