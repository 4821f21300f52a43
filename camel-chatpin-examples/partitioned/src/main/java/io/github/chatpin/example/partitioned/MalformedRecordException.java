package io.github.chatpin.example.partitioned;

/** A record that is no order: no delivery will make it one. */
final class MalformedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
        super(message);
    }
}
