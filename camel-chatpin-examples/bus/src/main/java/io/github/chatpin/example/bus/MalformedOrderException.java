package io.github.chatpin.example.bus;

/** A message that is no order: no delivery will make it one. */
final class MalformedOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedOrderException(String message) {
        super(message);
    }
}
