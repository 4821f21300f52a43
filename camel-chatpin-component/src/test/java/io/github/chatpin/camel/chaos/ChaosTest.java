package io.github.chatpin.camel.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, and whatever else at the same time: what the component promises holds. */
class ChaosTest {

    private static final Duration SHORT_STORM = Duration.ofSeconds(2);
    private static final Duration STORM = Duration.ofSeconds(15);

    /** Alone on the machine: where others keep it busy, requests that were cut off arrive too late. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    @Tag("realtime")
    void keepsItsPromisesInAShortStorm(long seed) throws Exception {
        assertThat(Chaos.run(seed, SHORT_STORM).violations()).isEmpty();
    }

    /** Runs in the profile chaos: {@code -Dchaos.minutes=30 -Dchaos.seed=…}. */
    @Test
    @Tag("chaos")
    void keepsItsPromisesForMinutes() throws Exception {
        long seed = Long.getLong("chaos.seed", System.currentTimeMillis());
        Duration duration = Duration.ofMinutes(Long.getLong("chaos.minutes", 2));

        assertThat(Chaos.runFor(seed, duration, STORM).violations()).isEmpty();
    }
}
