package io.github.chatpin.example.benchmark.chart;

/** What a colour stands for. */
record LegendEntry(String name, Colour colour, boolean dashed) {}
