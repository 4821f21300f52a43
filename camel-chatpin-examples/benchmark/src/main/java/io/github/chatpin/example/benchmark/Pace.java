package io.github.chatpin.example.benchmark;

/**
 * What the Throttle EIP of a route written by hand lets through.
 *
 * @param requests how many requests
 * @param periodMillis in which period
 */
record Pace(int requests, long periodMillis) {}
