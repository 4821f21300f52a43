package io.github.chatpin.camel.fake;

/**
 * An answer that waits for its release.
 *
 * @param applied whether the request is applied before the wait rather than after it
 */
record HungAnswer(boolean applied) implements Fault {}
