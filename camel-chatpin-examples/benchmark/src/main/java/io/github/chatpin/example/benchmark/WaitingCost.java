package io.github.chatpin.example.benchmark;

/**
 * What pins cost that wait.
 *
 * @param pins how many wait
 * @param bytesInList the heap that the exchange of each keeps in a plain list, which is what it costs by itself
 * @param bytes the heap that each keeps at the component
 * @param microsPerPin how long it takes to hand over one more
 * @param moreThreads how many threads there are more than before
 */
record WaitingCost(int pins, double bytesInList, double bytes, double microsPerPin, int moreThreads) {}
