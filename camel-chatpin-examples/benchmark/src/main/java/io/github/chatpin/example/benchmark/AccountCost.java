package io.github.chatpin.example.benchmark;

/**
 * What accounts cost one process.
 *
 * @param accounts how many there are
 * @param bytes the heap that each keeps while it is idle and without a connection
 * @param connections how many were open when all accounts had pinned once
 * @param mostThreads how many threads there were at most, the callers' included
 * @param pinsPerSecond how many pins were done a second when each account pinned again, for several callers
 * @param microsPerPin how long a pin took when one caller pinned with all accounts in turn
 * @param storeOperations at the store of a shared limit, for each account's first pin
 */
record AccountCost(
        int accounts,
        double bytes,
        int connections,
        int mostThreads,
        double pinsPerSecond,
        double microsPerPin,
        double storeOperations) {}
