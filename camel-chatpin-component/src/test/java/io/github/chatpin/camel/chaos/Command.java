package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;

/** One pin that was asked for, and how it ended. */
final class Command {

    private final Chat chat;
    private final boolean pinned;

    // Written once, before the exchange counts as ended
    private volatile String failure;
    private volatile boolean mayBeDone = true;
    private volatile int attempts = Integer.MAX_VALUE;

    Command(Chat chat, boolean pinned) {
        this.chat = chat;
        this.pinned = pinned;
    }

    Chat chat() {
        return chat;
    }

    boolean pinned() {
        return pinned;
    }

    void done(int requests) {
        attempts = requests;
    }

    /** Notes a failure, and whether the upstream may have done all the same what was asked for. */
    void failed(Throwable why, int requests) {
        attempts = requests;
        mayBeDone = !(requests == 0 || requests == 1 && isClearNo(why));
        failure = why.getClass().getSimpleName();
    }

    /** An earlier attempt may have been applied and its answer lost; so this tells of a single attempt only. */
    private static boolean isClearNo(Throwable why) {
        boolean answered = why instanceof ChatPinException refusal && refusal.getStatusCode() != 0;
        return why instanceof InvalidPinRequestException
                || answered
                        && (why instanceof PinRejectedException
                                || why instanceof AuthenticationException
                                || why instanceof RateLimitedException
                                || why instanceof PinNotAppliedException
                                || why instanceof PinLimitReachedException);
    }

    boolean isDone() {
        return failure == null && attempts != Integer.MAX_VALUE;
    }

    boolean mayBeDone() {
        return mayBeDone;
    }

    /** Returns the most requests that it can have been in. */
    int attempts() {
        return attempts;
    }

    @Override
    public String toString() {
        return (pinned ? "Y" : "N") + (isDone() ? "" : " " + failure) + "/" + attempts;
    }
}
