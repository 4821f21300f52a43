package io.github.chatpin.camel.dispatch;

/** A request of its own, which carries no pins. */
abstract class SingleCall extends Call {

    SingleCall(Channel channel) {
        super(channel);
    }

    /** Returns whether it is still to be sent, now that it may go; if not, slot and permit go back. */
    abstract boolean isStillWanted();

    /** Takes in that there is no permit for it, nor will there be. */
    abstract void refused();
}
