package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.limit.SharedLimit.WhenStoreFails;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoreFailureTest extends SharedLimitTestSupport {

    /** A capacity of 8, and two more each second. */
    private static final RateLimit BUCKET = new RateLimit.LeakyBucket(10, Duration.ofSeconds(5));

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void requestsWaitUntilTheStoreIsBack() {
        Process process = process(BUCKET);
        store.stop();

        process.ask(3);
        advance(TEN_SECONDS);
        assertThat(process.turns).isZero();

        store.start();
        advance(StoreState.RETRY);
        assertThat(process.turns).isEqualTo(3);
    }

    @Test
    void asksAStoreThatIsDownOnceASecond() {
        Process process = process(BUCKET);
        store.stop();

        process.ask(50);
        advance(TEN_SECONDS);

        assertThat(store.operations()).isEqualTo(11);
    }

    @Test
    void doesNotAskAStoreThatIsDownWhileNobodyNeedsIt() {
        Process process = process(BUCKET, WhenStoreFails.FAIL, 0);
        store.stop();
        process.ask();
        int before = store.operations();

        advance(TEN_SECONDS);

        assertThat(store.operations()).isEqualTo(before);
    }

    @Test
    void takesAStoreThatDoesNotAnswerForOneThatIsDown() {
        Process process = process(BUCKET, WhenStoreFails.FAIL, 0);
        store.hang();

        process.ask();
        advance(StoredPermits.PATIENCE.minusMillis(1));
        assertThat(process.refusals).isZero();

        advance(Duration.ofMillis(1));
        assertThat(process.refusals).isEqualTo(1);
    }

    @Test
    void givesBackWhatALateAnswerBrings() {
        Process process = process(BUCKET);
        store.hang();
        process.ask();
        advance(TEN_SECONDS);

        store.goOn();
        advance(StoreState.RETRY);
        process.ask(7);

        assertThat(process.turns).isEqualTo(8);
    }

    @Test
    void requestsFailAtOnceIfThatIsWanted() {
        Process process = process(BUCKET, WhenStoreFails.FAIL, 0);
        store.stop();

        process.ask(3);

        assertThat(process.refusals).isEqualTo(3);
        assertThat(store.operations()).isEqualTo(1);
    }

    @Test
    void requestsThatFailedDoNotKeepThoseAfterTheFaultFromGoing() {
        Process process = process(BUCKET, WhenStoreFails.FAIL, 0);
        store.stop();
        process.ask(20);
        store.start();

        advance(StoreState.RETRY);
        process.ask(8);

        assertThat(process.refusals).isEqualTo(20);
        assertThat(process.turns).isEqualTo(8);
    }

    @Test
    void processesTogetherStayWithinTheLimitAtTheirShares() {
        Process one = process(BUCKET, WhenStoreFails.SHARE, 2);
        Process other = process(BUCKET, WhenStoreFails.SHARE, 2);
        one.ask(8);
        store.stop();

        one.ask(100);
        other.ask(100);
        advance(TEN_SECONDS);

        // They begin empty, a step of the upstream's below.
        assertThat(one.turns + other.turns - 8).isBetween(16, 20);
    }

    @Test
    void theStoreBeginsEmptyAfterTheySentAlone() {
        Process one = process(BUCKET, WhenStoreFails.SHARE, 2);
        Process other = process(BUCKET, WhenStoreFails.SHARE, 2);
        one.ask(8);
        store.stop();
        one.ask(100);
        advance(TEN_SECONDS);

        store.start();
        advance(StoreState.RETRY);
        other.ask(8);
        assertThat(other.turns).isZero();

        advance(Duration.ofSeconds(1));
        assertThat(other.turns).isEqualTo(1);
    }

    @Test
    void aBucketThatTheStoreLostBeginsEmptyWhileItsTokensCannotBeBack() {
        Process process = process(BUCKET);
        process.ask(8);
        advance(Duration.ofSeconds(4));

        store.loseEverything();
        process.ask(8);

        assertThat(process.turns).isEqualTo(8);
        advance(Duration.ofMillis(500));
        assertThat(process.turns).isEqualTo(9);
    }

    @Test
    void aBucketThatTheStoreLostBeginsFullAfterThat() {
        Process process = process(BUCKET);
        process.ask(8);
        advance(Duration.ofSeconds(5));

        store.loseEverything();
        process.ask(8);

        assertThat(process.turns).isEqualTo(16);
    }

    @Test
    void saysOnceThatTheStoreIsDownAndOnceThatItIsBack() {
        try (LogRecorder log = LogRecorder.open()) {
            Process process = process(BUCKET);
            store.stop();
            process.ask(5);
            advance(TEN_SECONDS);
            store.start();
            advance(TEN_SECONDS);

            assertThat(log.lines())
                    .filteredOn(line -> line.matches("(WARN|INFO) .*StoreState .*"))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("WARN")
                                    .contains("portal", "Requests wait")
                                    .doesNotContain("pass-of-the-store"),
                            line -> assertThat(line).startsWith("INFO").contains("answers again"));
        }
    }

    @Test
    void requestsWithoutPermitsAreCountedAfterwards() {
        Process process = process(BUCKET);
        store.stop();
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 10; i++) {
                process.ask(false);
            }
            advance(Duration.ofSeconds(1));
        }

        store.start();
        process.ask(false);
        Process other = process(BUCKET);
        other.ask(8);

        assertThat(other.turns).isZero();
    }

    @Test
    void rejectionsDuringTheFaultDoNotAddUp() {
        Process process = process(BUCKET, WhenStoreFails.SHARE, 2);
        store.stop();
        process.ask(500);
        for (int rejection = 0; rejection < 30_000; rejection++) {
            process.limiter.exhaust();
        }

        store.start();
        advance(TEN_SECONDS);
        int before = process.turns;
        advance(TEN_SECONDS);

        assertThat(process.turns - before).isBetween(19, 21);
    }

    @Test
    void whatWasGivenUpBeforeItsThreadWasFreeIsNotDone() {
        Process process = process(BUCKET);
        process.enter();
        time.advance(Duration.ofSeconds(60)); // in which the threads do other things

        settle();

        assertThat(process.turns).isEqualTo(1);
        assertThat(store.operations()).isEqualTo(2); // not found, made
    }

    @Test
    void sharesOfOneRequestStayWithinTheLimit() {
        Process[] processes = new Process[10];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = process(BUCKET, WhenStoreFails.SHARE, processes.length);
        }
        store.stop();
        for (Process process : processes) {
            process.ask(100);
        }

        advance(TEN_SECONDS);

        assertThat(Arrays.stream(processes).mapToInt(process -> process.turns).sum())
                .isBetween(10, 30);
    }
}
