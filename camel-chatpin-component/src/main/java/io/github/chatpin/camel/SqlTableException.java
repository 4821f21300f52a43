package io.github.chatpin.camel;

import java.util.Set;

/** A database that refused a statement. It repeats nothing of what the driver says. */
final class SqlTableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String sqlState;

    /** @param sqlState what the driver told, {@code null} if nothing */
    SqlTableException(String message, String sqlState) {
        super(message);
        this.sqlState = sqlState;
    }

    boolean hasStateOf(Set<String> sqlStates) {
        return sqlState != null && sqlStates.contains(sqlState);
    }
}
