package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Of a window that is shared, a process counts its own permits beside the store. */
class SharedWindowTest extends SharedLimitTestSupport {

    private static final Duration PERIOD = Duration.ofSeconds(60);
    private static final RateLimit WINDOW = new RateLimit.FixedWindow(4, PERIOD);

    @Test
    void usesAPermitAgainOnlyAfterItsAnswer() {
        Process process = process(WINDOW);
        process.ask(5);
        advance(PERIOD.multipliedBy(3));
        assertThat(process.turns).as("nothing is answered").isEqualTo(4);

        process.limiter.answered();
        advance(PERIOD);
        assertThat(process.turns).isEqualTo(5);
    }

    @Test
    void usesAgainWhatWasNotSent() {
        Process process = process(WINDOW);
        for (int i = 0; i < 12; i++) {
            process.ask();
            process.limiter.giveBack();
            advance(PERIOD);
        }

        assertThat(process.turns).isEqualTo(12);
    }

    @Test
    void countsWhatDoesNotWaitForAPermit() {
        Process process = process(WINDOW);
        for (int i = 0; i < 4; i++) {
            process.ask(false);
        }
        process.ask();
        advance(PERIOD.multipliedBy(3));
        assertThat(process.turns).as("all permits are under way").isEqualTo(4);

        process.limiter.answered();
        advance(PERIOD);
        assertThat(process.turns).isEqualTo(5);
    }

    @Test
    void sendsNoMoreThanAnAnswerSaysIsLeft() {
        Process process = process(WINDOW);
        process.limiter.follow(1, PERIOD);
        process.ask(2);

        advance(PERIOD.minusMillis(1));
        assertThat(process.turns).isEqualTo(1);

        advance(Duration.ofMillis(1));
        assertThat(process.turns).isEqualTo(2);
    }

    @Test
    void takesAWindowForUsedUpOnceHoweverManyAnswersSaySo() {
        Process process = process(WINDOW);
        for (int i = 0; i < 10; i++) {
            process.limiter.follow(0, PERIOD);
            settle();
        }
        process.ask();

        advance(PERIOD.plus(PERIOD.dividedBy(2)));
        assertThat(process.turns).isEqualTo(1);
    }

    @Test
    void usesAllOfItsShareAfterWhatWentBeforeTheStoreFailed() {
        Process process = process(WINDOW, WhenStoreFails.SHARE, 2);
        for (int i = 0; i < 6; i++) {
            process.ask();
            process.limiter.answered();
            advance(PERIOD);
        }
        int before = process.turns;
        store.stop();
        process.ask(5);

        advance(PERIOD.plusSeconds(1));
        assertThat(process.turns - before).isEqualTo(2);
    }

    @Test
    void usesNoMoreThanItsShareForWhatWasNotSent() {
        Process process = process(WINDOW, WhenStoreFails.SHARE, 2);
        for (int i = 0; i < 6; i++) {
            process.ask();
            process.limiter.giveBack();
            advance(PERIOD);
        }
        int before = process.turns;
        store.stop();
        process.ask(5);

        advance(PERIOD.multipliedBy(4));
        assertThat(process.turns - before).as("none of the two is answered").isEqualTo(2);
    }

    @Test
    void failsWithoutKeepingAPermitOfItsOwn() {
        Process process = process(WINDOW, WhenStoreFails.FAIL, 0);
        store.stop();
        for (int i = 0; i < 8; i++) {
            process.ask();
            advance(StoreState.RETRY);
        }
        store.start();
        advance(PERIOD);
        process.ask(4);
        advance(PERIOD.multipliedBy(2));

        assertThat(process.refusals).isEqualTo(8);
        assertThat(process.turns).isEqualTo(4);
    }
}
