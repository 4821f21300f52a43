package io.github.chatpin.camel;

import java.util.List;
import java.util.Set;

/** What is checked of an endpoint's options whatever its platform. Messages name the option, never its value. */
final class EndpointChecks {

    private static final List<String> PRUNES = List.of("all", "own", "none");
    private static final List<String> PIN_LIMIT_POLICIES = List.of("upstream", "fail", "skip", "evictOldest");
    private static final Set<String> BUCKET_STORE_FAILURES = Set.of("wait", "share", "fail");

    /** How many commands a Bitrix24 batch may have. Source: Bitrix24's page "batch", read in November 2026. */
    private static final int MAX_BATCH_SIZE = 50;

    /** In a period of 1 ms this is one request a nanosecond, the finest that a token bucket knows. */
    private static final int MAX_LIMIT = 1_000_000;

    private static final long MAX_MILLIS = Integer.MAX_VALUE; // 24 days

    private EndpointChecks() {}

    static void check(ChatPinConfiguration options) {
        Operation.named(options.getOperation());
        oneOf(PRUNES, "prune", options.getPrune());
        oneOf(PIN_LIMIT_POLICIES, "pinLimitPolicy", options.getPinLimitPolicy());
        atLeast(1, "maxPending", options.getMaxPending());
        millis(0, "maxWait", options.getMaxWait());
        atLeast(0, "maxRetries", options.getMaxRetries());
        checkBucketStore(options);
        millis(0, "retryDelay", options.getRetryDelay());
        millis(1, "connectTimeout", options.getConnectTimeout());
        millis(1, "requestTimeout", options.getRequestTimeout());
        millis(0, "accountIdle", options.getAccountIdle());
    }

    /**
     * Checks the limit that an endpoint sets itself.
     *
     * @param limit        {@code null} where it is not set
     * @param periodMillis {@code null} where it is not set
     */
    static void checkLimit(Integer limit, Long periodMillis) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new IllegalArgumentException("throttleLimit: must be 1 to " + MAX_LIMIT);
        }
        if (periodMillis != null) {
            millis(1, "throttlePeriod", periodMillis);
        }
    }

    /** Checks how many pins may share a request, and how many requests may be in flight. */
    static void checkBatches(int batchSize, int maxInFlight) {
        atLeast(1, "maxInFlight", maxInFlight);
        if (batchSize < 1 || batchSize > MAX_BATCH_SIZE) {
            throw new IllegalArgumentException("batchSize: must be 1 to " + MAX_BATCH_SIZE);
        }
    }

    /** Checks what is asked of the pins as a whole. */
    static void checkPins(Integer pinLimit, boolean dryRun, Operation operation) {
        if (pinLimit != null) {
            atLeast(1, "pinLimit", pinLimit);
        }
        if (dryRun && operation != Operation.SYNC) {
            throw new IllegalArgumentException("dryRun: is for operation=sync only; remove it");
        }
    }

    private static void checkBucketStore(ChatPinConfiguration options) {
        String failure = options.getBucketStoreFailure();
        if (failure == null || !BUCKET_STORE_FAILURES.contains(failure)) {
            throw new IllegalArgumentException("bucketStoreFailure: unknown; use wait, share or fail");
        }
        if (failure.equals("share") && options.getBucketStoreShares() < 1) {
            throw new IllegalArgumentException("bucketStoreShares: is required with bucketStoreFailure=share; set it to"
                    + " the number of processes that share the limit");
        }
        atLeast(0, "bucketStoreShares", options.getBucketStoreShares());
    }

    private static void millis(long least, String option, long value) {
        if (value < least || value > MAX_MILLIS) {
            throw new IllegalArgumentException(option + ": must be " + least + " to " + MAX_MILLIS + " ms");
        }
    }

    private static void oneOf(List<String> values, String option, String value) {
        if (value == null || !values.contains(value)) {
            throw new IllegalArgumentException(option + ": unknown; use one of " + String.join(", ", values));
        }
    }

    private static void atLeast(long least, String option, long value) {
        if (value < least) {
            throw new IllegalArgumentException(option + ": must be at least " + least);
        }
    }
}
