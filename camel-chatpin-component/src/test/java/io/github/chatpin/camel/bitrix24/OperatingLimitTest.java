package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.spi.AnswerFacts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingLimitTest {

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-20T12:00:20Z"));
    private final AccountMemory memory = new AccountMemory();
    private final OperatingLimit limit = new OperatingLimit(clock, () -> memory);

    @Test
    void waitsUntilASecondAfterTheTimeThatTheLastAnswerTold() {
        tell(Duration.ofMinutes(5));

        assertThat(limit.waitFor("im.recent.pin")).isEqualTo(Duration.ofSeconds(301));
    }

    @Test
    void waitsForTheNextMinuteWhereNoAnswerTold() {
        assertThat(limit.waitFor("im.recent.pin")).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void waitsForTheNextMinuteWhenTheTimeHasPassed() {
        tell(Duration.ofSeconds(5));
        clock.advance(Duration.ofSeconds(10));

        assertThat(limit.waitFor("im.recent.pin")).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_795_262_420L, 1_795_176_320_000L, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0})
    void believesNoTimeThatIsFarOff(long resetAt) {
        limit.note("im.recent.pin", new AnswerFacts(480.0, resetAt, null, null));

        assertThat(limit.waitFor("im.recent.pin")).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void keepsTheMethodsApart() {
        tell(Duration.ofMinutes(5));

        assertThat(limit.waitFor("imopenlines.session.mode.pin")).isEqualTo(Duration.ofSeconds(40));
    }

    private void tell(Duration untilReset) {
        long resetAt = clock.instant().plus(untilReset).getEpochSecond();
        limit.note("im.recent.pin", new AnswerFacts(480.0, resetAt, null, null));
    }
}
