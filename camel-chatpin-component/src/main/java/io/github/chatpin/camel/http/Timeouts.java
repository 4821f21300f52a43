package io.github.chatpin.camel.http;

/**
 * How long requests may take.
 *
 * @param connectMillis how long it may take to connect
 * @param requestMillis how long it may take until the answer has ended; that a request waits for a slot does not count
 */
public record Timeouts(long connectMillis, long requestMillis) {}
