package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SharedLimitTest extends SharedLimitTestSupport {

    /** A capacity of 4, and one more each second. */
    private static final RateLimit BUCKET = new RateLimit.LeakyBucket(5, Duration.ofSeconds(5));

    private static final RateLimit WINDOW = new RateLimit.FixedWindow(100, Duration.ofSeconds(60));

    private final Process first = process(BUCKET);
    private final Process second = process(BUCKET);

    @Test
    void givesAPermitToOneProcessOnly() {
        first.ask(3);
        second.ask(3);

        assertThat(first.turns + second.turns).isEqualTo(4);
    }

    @Test
    void givesTurnsToTheProcessesInTheOrderInWhichTheyAskedForThem() {
        first.ask(4);
        second.ask(2);
        first.ask(2);

        advance(Duration.ofSeconds(1));
        assertThat(second.turns).isEqualTo(1);
        assertThat(first.turns).isEqualTo(4);

        advance(Duration.ofSeconds(1));
        assertThat(first.turns).isEqualTo(5);

        advance(Duration.ofSeconds(1));
        assertThat(second.turns).isEqualTo(2);
    }

    @Test
    void asksTheStoreOnceForEachTurnHoweverLongItWaits() {
        first.ask(4);
        int before = store.operations();
        first.ask(10);

        advance(Duration.ofSeconds(10));

        assertThat(first.turns).isEqualTo(14);
        assertThat(store.operations() - before).isEqualTo(10);
    }

    @Test
    void asksNothingWhileNobodyNeedsATurn() {
        first.ask();
        int before = store.operations();

        advance(Duration.ofHours(1));

        assertThat(store.operations()).isEqualTo(before);
    }

    @Test
    void givesATurnBackToAllThatWasNotUsed() {
        first.ask(4);
        first.limiter.giveBack();
        settle();

        second.ask();

        assertThat(second.turns).isEqualTo(1);
    }

    @Test
    void isNotPlentifulOnceThisProcessHasUsedMuchOfIt() {
        first.ask();
        assertThat(first.limiter.arePermitsPlentiful()).isTrue();
        first.ask();

        assertThat(first.limiter.arePermitsPlentiful()).isFalse();
    }

    @Test
    void isNotPlentifulOnceTheStoreHadNoPermitAtOnce() {
        second.ask(4);
        assertThat(first.limiter.arePermitsPlentiful()).isTrue();
        first.ask();
        assertThat(first.limiter.arePermitsPlentiful()).isFalse();

        advance(Duration.ofMinutes(1));

        assertThat(first.limiter.arePermitsPlentiful()).isTrue();
    }

    @Test
    void countsRequestsThatDoNotWaitForPermits() {
        for (int i = 0; i < 4; i++) {
            first.ask(false);
        }

        second.ask();

        assertThat(first.turns).isEqualTo(4);
        assertThat(second.turns).isZero();
    }

    @Test
    void countsNoMoreOfThemThanTheUpstreamDoes() {
        for (int i = 0; i < 100; i++) {
            first.ask(false);
        }

        second.ask();
        advance(Duration.ofSeconds(2));

        assertThat(second.turns).isEqualTo(1);
    }

    @Test
    void slowsAllProcessesDownWhenOneIsRejected() {
        first.ask();
        first.limiter.exhaust();
        settle();

        second.ask();
        advance(Duration.ofMillis(1999));
        assertThat(second.turns).isZero();

        advance(Duration.ofMillis(1));
        assertThat(second.turns).isEqualTo(1);
    }

    @Test
    void givesUpAPermitThatComesDuringAPause() {
        first.ask(4);
        first.ask();
        first.limiter.pause(Duration.ofSeconds(10));

        advance(Duration.ofSeconds(10));
        second.ask(4);

        assertThat(first.turns + second.turns - 4).isEqualTo(4);
    }

    @Test
    void spreadsAWindowOutSoThatItHoldsAtAnyPhase() {
        Process one = process(WINDOW);
        Process other = process(WINDOW);

        one.ask(200);
        other.ask(200);
        advance(Duration.ofSeconds(60));

        assertThat(one.turns + other.turns).isBetween(95, 100);
    }

    @Test
    void waitsInAllProcessesForTheWindowThatOneSawUsedUp() {
        Process one = process(WINDOW);
        Process other = process(WINDOW);
        one.ask();
        one.limiter.answered();
        one.limiter.follow(0, Duration.ofSeconds(20));
        settle();

        other.ask();
        advance(Duration.ofSeconds(19));
        assertThat(other.turns).isZero();

        advance(Duration.ofSeconds(2));
        assertThat(other.turns).isEqualTo(1);
    }

    @Test
    void keepsLimitsOfOtherNumbersApart() {
        first.ask(4);
        process(new RateLimit.LeakyBucket(6, Duration.ofSeconds(6))).ask();

        assertThat(store.buckets()).hasSize(2);
    }

    @Test
    void namesNoLimitInTheStore() {
        first.ask();

        assertThat(store.buckets().keySet())
                .singleElement()
                .asString()
                .matches("chatpin:test:5/5000:[0-9a-f]{16}")
                .doesNotContain("portal");
    }

    @Test
    void worksWithAStoreThatKnowsNoAsynchronousWay() {
        Process one = process(BUCKET, store.synchronousClient(time::nanoTime), WhenStoreFails.WAIT, 0);

        one.ask(5);
        advance(Duration.ofSeconds(1));

        assertThat(one.turns).isEqualTo(5);
    }

    @Test
    void isIdleWhenTheUpstreamHasForgottenItsRequests() {
        first.ask();
        advance(Duration.ofMillis(4999));
        assertThat(first.limiter.isIdle()).isFalse();

        advance(Duration.ofMillis(1));
        assertThat(first.limiter.isIdle()).isTrue();
    }

    @Test
    void refusesMoreSharesThanThereAreRequests() {
        assertThatThrownBy(() -> process(BUCKET, WhenStoreFails.SHARE, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bucketStoreShares: ");
    }

    @Test
    void usesNoPermitThatWasBeingReservedWhenTheUpstreamRejected() {
        store.hang();
        first.ask();
        first.limiter.exhaust();

        store.goOn();
        settle();

        assertThat(first.turns).isZero();
        advance(Duration.ofSeconds(2));
        assertThat(first.turns).isEqualTo(1);
    }
}
