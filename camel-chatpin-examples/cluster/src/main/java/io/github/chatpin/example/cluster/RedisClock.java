package io.github.chatpin.example.cluster;

import io.github.bucket4j.TimeMeter;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time of a Redis server, for processes that share limits through it. This machine's clock, and what is done to it,
 * do not matter: between two measurements time passes by {@link System#nanoTime}.
 *
 * <p>A measurement asks the server some times and believes the answer that took the shortest: it is wrong by half of
 * that time at most. Measured at the start, and again when the time is asked for and the last measurement is a
 * minute old, without a wait. While that fails, the last one counts. Thread-safe.
 */
final class RedisClock implements TimeMeter {

    /** After what time the server's clock is measured again. */
    static final Duration MEASURED_FOR = Duration.ofMinutes(1);

    /** How often a measurement asks. */
    static final int QUESTIONS = 5;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Supplier<CompletionStage<Long>> server; // its time, in nanoseconds
    private final LongSupplier ticks;
    private final AtomicBoolean isMeasuring = new AtomicBoolean();
    private volatile Measurement last;

    /**
     * What one answer tells.
     *
     * @param ahead     by how much the server's time is ahead of this process's ticks
     * @param roundTrip how long the answer took
     * @param at        when it came, in ticks
     */
    private record Measurement(long ahead, long roundTrip, long at) {

        private static Measurement of(long sent, long serverTime, long received) {
            long roundTrip = received - sent;
            return new Measurement(serverTime - (sent + roundTrip / 2), roundTrip, received);
        }

        private static Measurement better(Measurement one, Measurement other) {
            return one.roundTrip <= other.roundTrip ? one : other;
        }
    }

    /**
     * Measures for the first time.
     *
     * @throws java.util.concurrent.CompletionException if the server cannot be asked
     */
    RedisClock(Supplier<CompletionStage<Long>> server, LongSupplier ticks) {
        this.server = server;
        this.ticks = ticks;
        this.last = measure().join();
    }

    /** {@return the clock of the server at the other end} */
    static RedisClock of(StatefulRedisConnection<String, byte[]> connection) {
        return new RedisClock(() -> connection.async().time().thenApply(RedisClock::nanos), System::nanoTime);
    }

    /** Reads the answer to TIME: seconds and, within the second, microseconds. */
    private static long nanos(List<byte[]> answer) {
        return (number(answer.get(0)) * MICROS_PER_SECOND + number(answer.get(1))) * NANOS_PER_MICRO;
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    }

    @Override
    public long currentTimeNanos() {
        long now = ticks.getAsLong();
        Measurement known = last;
        if (now - known.at() >= MEASURED_FOR.toNanos() && isMeasuring.compareAndSet(false, true)) {
            measure().whenComplete((measured, failure) -> {
                // A server that is down is asked again in a minute, too.
                last = failure == null ? measured : new Measurement(known.ahead(), known.roundTrip(), now);
                isMeasuring.set(false);
            });
        }
        return now + known.ahead();
    }

    private CompletableFuture<Measurement> measure() {
        CompletableFuture<Measurement> best = ask();
        for (int i = 1; i < QUESTIONS; i++) {
            best = best.thenCompose(sofar -> ask().thenApply(another -> Measurement.better(sofar, another)));
        }
        return best;
    }

    private CompletableFuture<Measurement> ask() {
        long sent = ticks.getAsLong();
        return server.get()
                .thenApply(serverTime -> Measurement.of(sent, serverTime, ticks.getAsLong()))
                .toCompletableFuture();
    }

    /** It is the same for all processes. */
    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
