package io.github.chatpin.camel.fake;

/** A request that takes its time loses its connection: the fake is reset or closed. */
final class DismissedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DismissedException() {
        super("dismissed", null, false, false); // the fake ends the request on purpose: no stack trace
    }
}
