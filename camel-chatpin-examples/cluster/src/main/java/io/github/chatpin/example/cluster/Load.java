package io.github.chatpin.example.cluster;

/**
 * What is in the queue, and what the portal permits.
 *
 * @param pins      how many messages there are, each for a chat of its own
 * @param consumers how many messages each process works on at once; so many pins a request can have, 50 at most
 * @param limit     how many requests the portal permits at once
 * @param perSecond and how many more each second
 */
record Load(int pins, int consumers, int limit, int perSecond) {

    /** How many processes there are to begin with. */
    static final int PROCESSES = 3;

    private static final int MILLIS = 1000;

    /**
     * {@return pins for a portal of the standard plan: 50 requests, and two more each second}
     *
     * @param pins      how many
     * @param consumers how many at once in each process; the fewer, the smaller are the batches and the longer it takes
     */
    static Load standard(int pins, int consumers) {
        return new Load(pins, consumers, 50, 2);
    }

    /** {@return in which time a full bucket drains} */
    int periodMillis() {
        return limit * MILLIS / perSecond;
    }
}
