package io.github.chatpin.camel.directory;

/** The source has no account of the name. */
final class UnknownAccountException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
}
