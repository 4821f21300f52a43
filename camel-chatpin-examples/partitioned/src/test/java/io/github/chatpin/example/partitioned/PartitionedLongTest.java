package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Hand-overs while all portals are at their limits. The processes' logs stay below {@code target/partitioned}. */
@Tag("partitioned-long")
class PartitionedLongTest {

    private static final int TIMES = 10;
    private static final Load LOAD = new Load(6, 100, 800, 30, 2);
    private static final Duration UNTIL_BUCKETS_ARE_FULL = Duration.ofSeconds(14);
    private static final int ROUNDS_AT_ONCE = 14; // of two requests each

    @Test
    void tenRebalancesLoseAndRepeatNothingAndKeepOrderAndLimits(TestInfo test) throws Exception {
        Outcome outcome = run(test, (fleet, time) -> {
            if (time % 2 == 0) {
                fleet.join();
            } else {
                fleet.leave();
            }
        });

        assertThat(outcome.rejected()).isZero();
        assertThat(outcome.again()).isZero();
        assertThat(outcome.stumbles()).isZero();
    }

    @Test
    void tenKillsLoseNothingAndKeepOrderAndLimits(TestInfo test) throws Exception {
        Outcome outcome = run(test, (fleet, time) -> {
            fleet.kill();
            fleet.join();
        });

        assertThat(outcome.rejected()).isZero();
        assertThat(outcome.stumbles()).isLessThanOrEqualTo(TIMES);
    }

    private interface Event {
        void happenTo(Fleet fleet, int time) throws Exception;
    }

    /** Lets something happen ten times, each time as soon as all that may go at once has gone. */
    private static Outcome run(TestInfo test, Event event) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName();
        HandOver handOver = HandOver.valueOf(System.getProperty("partitioned.handOver", HandOver.EMPTY.name()));
        Path directory = Path.of("target", "partitioned", name + "-" + handOver + "-" + System.currentTimeMillis())
                .toAbsolutePath();
        Outcome outcome;
        try (Fleet fleet = new Fleet(LOAD, handOver, directory)) {
            fleet.join();
            fleet.join();
            for (int time = 0; time < TIMES; time++) {
                fleet.rest(UNTIL_BUCKETS_ARE_FULL);
                fleet.keepBusy();
                fleet.awaitRounds(ROUNDS_AT_ONCE);
                event.happenTo(fleet, time);
                fleet.awaitRounds(2);
            }
            outcome = fleet.outcome();
        }
        System.out.printf(
                Locale.ROOT,
                "%s, limits begin %s: %d pins, %d requests, %d rejected, %d again, %d stumbles at most, %d s%n",
                name,
                handOver,
                outcome.orders(),
                outcome.requests(),
                outcome.rejected(),
                outcome.again(),
                outcome.stumbles(),
                outcome.time().toSeconds());
        outcome.check();
        assertThat(outcome.dead()).isEmpty();
        return outcome;
    }
}
