package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.example.partitioned.HandOverSimulation.Before;
import io.github.chatpin.example.partitioned.HandOverSimulation.Result;
import io.github.chatpin.example.partitioned.HandOverSimulation.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What it costs a new owner to begin with an empty bucket, a full one, or one that it is told: README's numbers. */
class HandOverSimulationTest {

    private static final List<Integer> GAPS_MILLIS = List.of(100, 1_000, 6_000, 45_000);
    private static final List<Integer> REQUESTS = List.of(1, 20, 100);

    @ParameterizedTest
    @EnumSource(
            value = Start.class,
            names = {"EMPTY", "TOLD"})
    void isNeverRejected(Start start) {
        for (Before before : Before.values()) {
            for (int gapMillis : GAPS_MILLIS) {
                for (int requests : REQUESTS) {
                    assertThat(handOvers(before, start, gapMillis, requests))
                            .as("%s, %d ms, %d requests", before, gapMillis, requests)
                            .allMatch(result -> result.rejected() == 0);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "A_BURST, 100, 20, 6",
        "A_BURST, 6000, 20, 4",
        "A_BURST, 6000, 100, 8",
        "ALL_THE_TIME, 100, 20, 5",
        "ALL_THE_TIME, 6000, 20, 1",
        "A_BURST, 45000, 100, 0",
        "NOTHING, 100, 100, 0"
    })
    void isRejectedUpToEightTimesIfItBeginsFull(Before before, int gapMillis, int requests, int atMost) {
        assertThat(handOvers(before, Start.FULL, gapMillis, requests).stream()
                        .mapToInt(Result::rejected)
                        .max())
                .hasValue(atMost);
    }

    @Test
    void holdsALonePinUpByLessThanHalfASecondIfItBeginsEmpty() {
        for (Before before : Before.values()) {
            assertThat(handOvers(before, Start.EMPTY, 100, 1)).allMatch(result -> result.firstMillis() == 400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // before, gap, of 20 requests the last one's time where it begins empty, told, full
        "NOTHING,      100,   9900,   50,    50",
        "NOTHING,      6000,  4010,   50,    50",
        "NOTHING,      45000, 50,     50,    50",
        "A_BURST,      100,   9900,   9790,  10030",
        "A_BURST,      6000,  4010,   3900,  4050",
        "ALL_THE_TIME, 100,   9900,   9410,  9530",
        "ALL_THE_TIME, 6000,  4010,   3520,  3550"
    })
    void drainsABacklog(Before before, int gapMillis, int empty, int told, int full) {
        List<Integer> times = new ArrayList<>();
        for (Start start : Start.values()) {
            times.add(handOvers(before, start, gapMillis, 20).stream()
                    .mapToInt(Result::allMillis)
                    .max()
                    .orElseThrow());
        }

        assertThat(times).containsExactly(empty, told, full);
    }

    /** Whatever the phase of the portal's clock. */
    private static List<Result> handOvers(Before before, Start start, int gapMillis, int requests) {
        return IntStream.range(0, 10)
                .mapToObj(tenth -> HandOverSimulation.handOver(before, start, gapMillis, requests, tenth * 100))
                .toList();
    }
}
