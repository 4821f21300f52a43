package io.github.chatpin.example.benchmark.chart;

/** A picture of what was measured. */
public sealed interface Chart permits BarChart, LineChart {

    /** {@return the name of its file, without an ending} */
    String name();

    /** {@return the picture as a document that can be looked at alone or in a page, in light and dark mode} */
    String toSvg();
}
