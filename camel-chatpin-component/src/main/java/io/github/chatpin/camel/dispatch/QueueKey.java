package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.limit.RateLimiter;

/**
 * What pins have in common that may share a request.
 *
 * @param limiter           gives their permits
 * @param throttled         whether they wait for one
 * @param capped            whether they keep a cap, and so go one request at a time
 * @param beside            whether they are readings that go beside other requests, one at a time
 * @param transportSettings tells transports apart that carry requests differently
 */
record QueueKey(RateLimiter limiter, boolean throttled, boolean capped, boolean beside, Object transportSettings) {}
