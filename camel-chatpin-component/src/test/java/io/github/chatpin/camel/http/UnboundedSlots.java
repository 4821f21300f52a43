package io.github.chatpin.camel.http;

/** Slots of which there are always enough, for tests that are about something else. */
public final class UnboundedSlots implements HostSlots {

    @Override
    public boolean tryTake(Runnable whenTaken) {
        return true;
    }

    @Override
    public void giveBack() {}
}
