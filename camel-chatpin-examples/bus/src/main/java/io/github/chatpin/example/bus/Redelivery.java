package io.github.chatpin.example.bus;

/**
 * How often, and after which delays, the broker delivers a message whose transaction was rolled back.
 *
 * @param delayMillis    the first delay; each further one is twice as long
 * @param maxDelayMillis the longest delay
 * @param maxDeliveries  how many deliveries there are, the first included
 */
record Redelivery(int delayMillis, int maxDelayMillis, int maxDeliveries) {

    /** Outlasts an hour in which the upstream is down. */
    static final Redelivery PATIENT = new Redelivery(1_000, 300_000, 24);

    /** Gives up after some seconds. */
    static final Redelivery QUICK = new Redelivery(200, 1_000, 4);
}
