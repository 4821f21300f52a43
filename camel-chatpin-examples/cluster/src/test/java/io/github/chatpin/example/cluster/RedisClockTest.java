package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RedisClockTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Deque<Long> waysBack = new ArrayDeque<>(); // how long answers take; none left: no time at all
    private long ticks = -5 * HOUR; // System.nanoTime may be below zero
    private long serverAhead = 500_000 * HOUR;
    private boolean isDown;
    private boolean isHolding;
    private int questions;

    @Test
    void tellsTheServersTime() {
        assertThat(clock().currentTimeNanos()).isEqualTo(serverTime());
    }

    @Test
    void passesByThisProcesssTicksBetweenMeasurements() {
        RedisClock clock = clock();

        ticks += RedisClock.MEASURED_FOR.toNanos() - 1;

        assertThat(clock.currentTimeNanos()).isEqualTo(serverTime());
        assertThat(questions).isEqualTo(RedisClock.QUESTIONS);
    }

    @Test
    void believesTheAnswerThatTookTheShortest() {
        waysBack.add(900 * MILLI);
        waysBack.add(2 * MILLI);
        waysBack.add(300 * MILLI);

        // The last two took no time.
        assertThat(clock().currentTimeNanos()).isEqualTo(serverTime());
    }

    @Test
    void isWrongByHalfOfTheShortestRoundTripAtMost() {
        for (int i = 0; i < RedisClock.QUESTIONS; i++) {
            waysBack.add((10 + i) * MILLI);
        }

        assertThat(clock().currentTimeNanos()).isCloseTo(serverTime(), within(5 * MILLI));
    }

    @Test
    void followsTheServersClockAfterAMinute() {
        RedisClock clock = clock();
        serverAhead += 7 * MILLI;
        ticks += RedisClock.MEASURED_FOR.toNanos();

        clock.currentTimeNanos();

        assertThat(clock.currentTimeNanos()).isEqualTo(serverTime());
    }

    @Test
    void keepsNobodyWaitingWhileItMeasures() {
        RedisClock clock = clock();
        long before = serverAhead;
        serverAhead += 7 * MILLI;
        ticks += RedisClock.MEASURED_FOR.toNanos();
        isHolding = true;

        assertThat(clock.currentTimeNanos()).isEqualTo(ticks + before);
        assertThat(clock.currentTimeNanos()).isEqualTo(ticks + before);
        assertThat(questions).isEqualTo(RedisClock.QUESTIONS + 1);

        isHolding = false;
        held.remove().run();
        assertThat(clock.currentTimeNanos()).isEqualTo(serverTime());
    }

    @Test
    void goesOnWhileTheServerIsDown() {
        RedisClock clock = clock();
        isDown = true;
        ticks += RedisClock.MEASURED_FOR.toNanos();
        clock.currentTimeNanos();
        int before = questions;

        assertThat(clock.currentTimeNanos()).isEqualTo(serverTime());
        assertThat(questions).as("asked once a minute").isEqualTo(before);

        isDown = false;
        serverAhead += MILLI;
        ticks += RedisClock.MEASURED_FOR.toNanos();
        clock.currentTimeNanos();
        assertThat(clock.currentTimeNanos()).isEqualTo(serverTime());
    }

    @Test
    void doesNotStartWithoutTheServer() {
        isDown = true;

        assertThatThrownBy(this::clock).isInstanceOf(CompletionException.class);
    }

    private RedisClock clock() {
        return new RedisClock(this::ask, () -> ticks);
    }

    private long serverTime() {
        return ticks + serverAhead;
    }

    private CompletionStage<Long> ask() {
        questions++;
        if (isDown) {
            return CompletableFuture.failedFuture(new IllegalStateException("Connection refused"));
        }
        long answer = serverTime();
        ticks += waysBack.isEmpty() ? 0 : waysBack.remove();
        CompletableFuture<Long> result = new CompletableFuture<>();
        if (isHolding) {
            held.add(() -> result.complete(answer));
        } else {
            result.complete(answer);
        }
        return result;
    }
}
