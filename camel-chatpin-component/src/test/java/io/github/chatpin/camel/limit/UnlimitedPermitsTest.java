package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnlimitedPermitsTest {

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final UnlimitedPermits permits = new UnlimitedPermits(time);

    @Test
    void areAlwaysThere() {
        for (int i = 0; i < 1000; i++) {
            assertThat(permits.tryTake()).isZero();
        }
    }

    @Test
    void areAsNewHalfASecondAfterTheLastOne() {
        assertThat(permits.isFull()).isTrue();

        permits.tryTake();
        assertThat(permits.isFull()).isFalse();

        time.advance(Duration.ofMillis(499));
        assertThat(permits.isFull()).isFalse();

        time.advance(Duration.ofMillis(1));
        assertThat(permits.isFull()).isTrue();
        assertThat(permits.arePlentiful()).isTrue();
    }
}
