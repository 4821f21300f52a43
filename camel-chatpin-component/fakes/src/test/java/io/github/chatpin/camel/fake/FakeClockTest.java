package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FakeClockTest {

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeClock clock = new FakeClock(start);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(start).isEqualTo(clock.instant());
    }

    @Test
    void advancesByTheStep() {
        Instant now = clock.advance(Duration.ofMillis(1500));

        assertThat(now).isEqualTo(start.plusMillis(1500)).isEqualTo(clock.instant());
    }

    @Test
    void goesBackOnlyWhenSet() {
        clock.set(start.minusSeconds(1));

        assertThat(clock.instant()).isEqualTo(start.minusSeconds(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessage("a clock does not go back: step is PT-1S; use set(Instant)");
    }

    @Test
    void movesCopiesInOtherZonesAlong() {
        Clock copy = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofHours(1));

        assertThat(copy.instant()).isEqualTo(start.plusSeconds(3600));
        assertThat(copy.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
