/** The upstreams' rate limits: the {@link io.github.chatpin.camel.limit.RateLimiter} that gives requests their permits. */
package io.github.chatpin.camel.limit;
