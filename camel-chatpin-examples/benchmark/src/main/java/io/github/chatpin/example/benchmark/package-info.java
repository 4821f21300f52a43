/** Measures the component beside routes written by hand; {@link io.github.chatpin.example.benchmark.Benchmark} starts it. */
package io.github.chatpin.example.benchmark;
