package io.github.chatpin.camel.fake;

/** The usual answer, cut in half. */
record TruncatedAnswer() implements Fault {}
