package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinEndpoint;

/**
 * An exchange that is for an account of a directory. It is told one of these, unless it was let in at once; on a thread that
 * must not be held up.
 */
public interface Visitor {

    /** Returns the endpoint that it is at. */
    ChatPinEndpoint endpoint();

    /** The account is there: the exchange may go, and ends its stay. */
    void letIn(Stay stay);

    /** The account is not there. */
    void turnAway(RuntimeException why);

    /** It has come back since its credentials were refused, and there are no others. */
    void nothingNew();
}
