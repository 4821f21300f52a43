package io.github.chatpin.camel;

/**
 * The upstreams' limits in the terms of Camel's Throttle EIP in mode {@code TotalRequests}, for routes that set
 * {@code throttle=false} and throttle themselves; also the defaults of the endpoint's own limit.
 *
 * <p>Sources: Bitrix24, "Limits" (a counter per portal and address, threshold 50 falling by 2 a second, on the
 * Enterprise plan 250 by 5); RyzeAPI, "Pin chat" (100 requests a minute per token). Both read in November 2026.
 */
public enum UpstreamLimit {
    /** Bitrix24 on every plan but Enterprise: 50 requests per 25 s. */
    BITRIX24_STANDARD(50, 25_000),
    /** Bitrix24 on the Enterprise plan: 250 requests per 50 s. */
    BITRIX24_ENTERPRISE(250, 50_000),
    /** RyzeAPI: 100 requests per 60 s and token. */
    RYZEAPI(100, 60_000);

    private final int maxRequests;
    private final long periodMillis;

    UpstreamLimit(int maxRequests, long periodMillis) {
        this.maxRequests = maxRequests;
        this.periodMillis = periodMillis;
    }

    /** Returns how many requests are permitted in a period. */
    public int maxRequests() {
        return maxRequests;
    }

    /** Returns the period in milliseconds. */
    public long periodMillis() {
        return periodMillis;
    }
}
