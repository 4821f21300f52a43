package io.github.chatpin.example.benchmark;

/**
 * How pins went that were handed over at once for many portals.
 *
 * @param portals how many there are
 * @param pins all of them
 * @param pinsPerSecond until the last one was done
 * @param failed of the pins
 * @param requests that carried them
 * @param mostThreads how many threads there were at most
 * @param connections how many were open at the end
 * @param cpuMicros of the process, for each pin
 * @param isUnlimited whether the portal has no limit
 */
record PortalsRun(
        int portals,
        int pins,
        double pinsPerSecond,
        int failed,
        long requests,
        int mostThreads,
        int connections,
        double cpuMicros,
        boolean isUnlimited) {

    PortalsRun withPinsPerSecond(double median) {
        return new PortalsRun(
                portals, pins, median, failed, requests, mostThreads, connections, cpuMicros, isUnlimited);
    }
}
