package io.github.chatpin.camel.http;

/**
 * The places for requests to one host: as many as there may be connections to it. A place is taken before a request
 * goes, so that no thread waits for a connection. Thread-safe.
 */
public interface HostSlots {

    /**
     * Takes a slot, which the caller gives back.
     *
     * @param whenTaken called once if there is none now, as soon as it has a slot, which it gives back; without any lock
     *                  of the slots', on a thread that gives slots back, which it must not hold up
     * @return whether a slot was taken at once; {@code whenTaken} is not called then
     */
    boolean tryTake(Runnable whenTaken);

    /** Gives a slot back. May call back others that wait; do not hold a lock meanwhile. */
    void giveBack();
}
