package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleTest {

    private final Sample sample = Sample.of(5, 1, 4, 2, 3);

    @Test
    void theMedianIsTheMiddleValue() {
        assertThat(sample.median()).isEqualTo(3);
    }

    @Test
    void aPercentileIsOneOfTheValues() {
        assertThat(sample.percentile(60)).isEqualTo(3);
        assertThat(sample.percentile(61)).isEqualTo(4);
        assertThat(sample.percentile(99)).isEqualTo(sample.max()).isEqualTo(5);
        assertThat(sample.percentile(0)).isEqualTo(sample.min()).isEqualTo(1);
    }

    @Test
    void needsAValue() {
        assertThatThrownBy(Sample::of).isInstanceOf(IllegalArgumentException.class);
    }
}
