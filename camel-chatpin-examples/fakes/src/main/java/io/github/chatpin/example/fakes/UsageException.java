package io.github.chatpin.example.fakes;

/** A command line that cannot be followed; the message tells why. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
