package io.github.chatpin.camel.management;

import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;

/** Says a limit in words. */
public final class LimitText {

    private LimitText() {}

    /** Returns the numbers of a limit, and whether other processes share it. */
    public static String of(LimitReport limit) {
        return of(limit.rate()) + (limit.shared() ? ", shared" : "");
    }

    private static String of(RateLimit rate) {
        if (rate instanceof RateLimit.LeakyBucket bucket) {
            return "%d requests, drained in %s s".formatted(bucket.threshold(), seconds(bucket.period()));
        }
        if (rate instanceof RateLimit.FixedWindow window) {
            return "%d requests in %s s".formatted(window.requests(), seconds(window.period()));
        }
        return "none";
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? Long.toString(duration.toSeconds()) : "" + duration.toMillis() / 1000.0;
    }
}
