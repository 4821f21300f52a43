package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RunningClockTest {

    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeClock base = new FakeClock(start);
    private final RunningClock clock = new RunningClock(base);

    @Test
    void goesOnLikeTheClockBeneath() {
        base.advance(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(5));
    }

    @Test
    void goesOnFromWhereItIsMovedTo() {
        Instant now = clock.advance(Duration.ofMinutes(10));
        clock.advance(Duration.ofMinutes(1));
        base.advance(Duration.ofSeconds(5));

        assertThat(now).isEqualTo(start.plusSeconds(600));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(665));
    }

    @Test
    void doesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessage("a clock does not go back: step is PT-1S");
    }

    @Test
    void movesCopiesInOtherZonesAlong() {
        Clock copy = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofHours(1));

        assertThat(copy.instant()).isEqualTo(start.plusSeconds(3600));
        assertThat(copy.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
