package io.github.chatpin.example.benchmark.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void endsAtTheFirstRoundNumberThatIsLargeEnough() {
        assertThat(Axis.upTo("seconds", 99.4).ticks()).containsExactly(0, 20, 40, 60, 80, 100);
        assertThat(Axis.upTo("pins", 200).ticks()).containsExactly(0, 50, 100, 150, 200);
        assertThat(Axis.upTo("pins", 201).end()).isEqualTo(250);
    }

    @Test
    void writesAsManyDecimalsAsItsStepsNeed() {
        assertThat(Axis.upTo("pins", 24_000).text(10_000)).isEqualTo("10,000");
        assertThat(Axis.upTo("seconds", 0.9).text(0.2)).isEqualTo("0.2");
    }

    @Test
    void hasALengthWhereEverythingIsZero() {
        assertThat(Axis.upTo("seconds", 0).end()).isEqualTo(1);
    }
}
