package io.github.chatpin.camel.directory;

/** The source has failed. What it said is not repeated, since that may have a secret. */
final class SourceFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String type;

    SourceFailedException(RuntimeException failure) {
        this.type = failure.getClass().getName();
    }

    /** Returns the name of the exception's class. */
    String type() {
        return type;
    }
}
