package io.github.chatpin.example.benchmark;

/**
 * What pins cost in one run.
 *
 * @param pinsPerSecond how many were done a second
 * @param bytesPerPin how much the client allocated for each
 */
record Cost(double pinsPerSecond, double bytesPerPin) {}
