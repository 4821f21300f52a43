package io.github.chatpin.example.benchmark;

/**
 * What exchanges cost while they wait.
 *
 * @param bytesPerPin the heap that each of them keeps
 * @param threadsBefore how many threads there were before they came
 * @param threadsWaiting how many there are while they wait
 */
record Footprint(double bytesPerPin, int threadsBefore, int threadsWaiting) {}
