package io.github.chatpin.example.benchmark;

import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;

/** Makes the axes of charts; they write numbers as the tables do. */
final class Axes {

    private Axes() {}

    /** Returns an axis that begins at zero. */
    static ValueAxis fromZero(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ENGLISH));
        axis.setAutoRangeIncludesZero(true);
        return axis;
    }

    /** Returns an axis on which each number is ten times the one before, from the one below all values on. */
    static ValueAxis logarithmic(String label, Range values) {
        LogarithmicAxis axis = new LogarithmicAxis(label); // its numbers are text, those of LogAxis are outlines
        axis.setNumberFormatOverride(NumberFormat.getInstance(Locale.ENGLISH));
        double lowest = Math.floor(Math.log10(values.getLowerBound()));
        double highest = Math.floor(Math.log10(values.getUpperBound())) + 1;
        axis.setRange(Math.pow(10, lowest), Math.pow(10, highest));
        return axis;
    }
}
