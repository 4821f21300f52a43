package io.github.chatpin.camel.fake;

/**
 * A connection that ends without a usable answer.
 *
 * @param kind how it breaks
 * @param applied whether the request has been applied before
 */
record BrokenConnection(com.github.tomakehurst.wiremock.http.Fault kind, boolean applied) implements Fault {}
