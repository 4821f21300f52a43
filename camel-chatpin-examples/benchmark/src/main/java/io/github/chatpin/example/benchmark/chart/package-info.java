/** Charts as SVG: lines and bars, as much as the benchmark needs. */
package io.github.chatpin.example.benchmark.chart;
