package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for random limits, bursts, phases and latencies: never over the limit, and no slower than the limit asks
 * for. Each case is made of a seed, which its name tells.
 */
class LimitPropertiesTest extends SharedLimitTestSupport {

    private static final int REQUESTS = 1000;
    private static final int PHASES = 5;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLeakyBucketIsNeverOverfilledAtAStandingLatency(long seed) {
        Random random = new Random(seed);
        Leaky limit = Leaky.any(random);
        long latency = random.nextLong(3 * SECOND);

        LimitRun run = run(alone(limit.rate()), () -> latency).withBursts(REQUESTS, limit.longestPause(), random);

        limit.wasNeverOverfilledBy(run.arrived, random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachRequestGoesWithinTwoSecondsOfTheMomentAtWhichALeakyBucketWouldTakeIt(long seed) {
        Random random = new Random(seed);
        Leaky limit = Leaky.anyAboveItsStep(random);

        LimitRun run = run(alone(limit.rate()), () -> 0).withBursts(REQUESTS, limit.longestPause(), random);

        List<Long> earliest = limit.model(random).earliest(run.asked);
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(run.sent.get(i) - earliest.get(i))
                    .as("late, request %d of %s", i, limit)
                    .isLessThanOrEqualTo(2 * SECOND);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFixedWindowIsNeverOverfilledAtAnyLatencies(long seed) {
        Random random = new Random(seed);
        Window limit = Window.any(random);

        LimitRun run = run(alone(limit.rate()), () -> random.nextLong(2 * SECOND))
                .withBursts(REQUESTS, limit.period().multipliedBy(2), random);

        limit.wasNeverOverfilledBy(run.arrived, random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFixedWindowIsUsedToNineteenTwentiethsWhereAnswersComeWithinATwentiethOfIt(long seed) {
        Random random = new Random(seed);
        Window limit = Window.any(random);
        long longestWay = limit.period().toNanos() / 40;

        LimitRun run =
                run(alone(limit.rate()), () -> random.nextLong(longestWay)).withConstantDemand(limit.requests() * 20);

        // The first permits go at once, and each of the others comes back 19 times.
        assertThat(limit.period().multipliedBy(19).toNanos()
                        / (double) run.length().toNanos())
                .as("use of %s", limit)
                .isBetween(0.95, 1.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void processesThatShareALeakyBucketNeverOverfillItTogether(long seed) {
        Random random = new Random(seed);
        Leaky limit = Leaky.any(random);
        long latency = random.nextLong(3 * SECOND);

        LimitRun run =
                run(together(limit.rate(), random), () -> latency).withBursts(REQUESTS, limit.longestPause(), random);

        limit.wasNeverOverfilledBy(run.arrived, random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void processesThatShareAFixedWindowNeverOverfillItTogether(long seed) {
        Random random = new Random(seed);
        Window limit = Window.any(random);
        long longestWay = limit.period().toNanos() / 30;

        LimitRun run = run(together(limit.rate(), random), () -> random.nextLong(longestWay))
                .withBursts(REQUESTS, limit.period().multipliedBy(2), random);

        limit.wasNeverOverfilledBy(run.arrived, random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void processesThatShareALimitUseNineteenTwentiethsOfIt(long seed) {
        Random random = new Random(seed);
        Window limit = Window.any(random);
        long longestWay = limit.period().toNanos() / 30;

        LimitRun run = run(together(limit.rate(), random), () -> random.nextLong(longestWay))
                .withConstantDemand(limit.requests() * 20);

        assertThat(limit.period().multipliedBy(20).toNanos()
                        / (double) run.length().toNanos())
                .as("use of %s", limit)
                .isBetween(0.95, 1.0);
    }

    private LimitRun run(IntFunction<RateLimiter> limiters, LongSupplier oneWay) {
        return new LimitRun(time, this::settle, limiters, oneWay);
    }

    private IntFunction<RateLimiter> alone(RateLimit rate) {
        RateLimiter limiter = new RateLimiter(rate, time);
        return number -> limiter;
    }

    /** Each request goes through any of a few processes. */
    private IntFunction<RateLimiter> together(RateLimit rate, Random random) {
        List<Process> processes = IntStream.rangeClosed(0, 1 + random.nextInt(4))
                .mapToObj(number -> process(rate))
                .toList();
        return number -> processes.get(random.nextInt(processes.size())).limiter;
    }

    /** A limit of X requests that falls by Y a second. */
    private record Leaky(int x, int y) {

        static Leaky any(Random random) {
            return new Leaky(1 + random.nextInt(300), 1 + random.nextInt(60));
        }

        static Leaky anyAboveItsStep(Random random) {
            int y = 1 + random.nextInt(60);
            return new Leaky(y + 1 + random.nextInt(300), y);
        }

        RateLimit rate() {
            return new RateLimit.LeakyBucket(x, period());
        }

        Duration period() {
            return Duration.ofMillis(-Math.floorDiv(-x * 1000L, y)); // rounded up, as a careful operator does
        }

        Duration longestPause() {
            return Duration.ofSeconds(1).plus(period().multipliedBy(2));
        }

        void wasNeverOverfilledBy(List<Long> arrivals, Random random) {
            for (int i = 0; i < PHASES; i++) {
                assertThat(model(random).rejections(arrivals))
                        .as("rejected of %s", this)
                        .isZero();
            }
        }

        StepModel model(Random random) {
            return new StepModel(x, y, random.nextLong(SECOND));
        }
    }

    /** A limit of some requests in windows of a fixed length. */
    private record Window(int requests, Duration period) {

        static Window any(Random random) {
            return new Window(1 + random.nextInt(300), Duration.ofSeconds(5 + random.nextInt(120)));
        }

        RateLimit rate() {
            return new RateLimit.FixedWindow(requests, period);
        }

        void wasNeverOverfilledBy(List<Long> arrivals, Random random) {
            for (int i = 0; i < PHASES; i++) {
                assertThat(most(arrivals, random)).as("most of %s", this).isLessThanOrEqualTo(requests);
            }
        }

        /** Returns the most requests that one window sees, at a random phase. */
        private long most(List<Long> arrivals, Random random) {
            long phase = random.nextLong(period.toNanos());
            return arrivals.stream()
                    .collect(Collectors.groupingBy(
                            at -> Math.floorDiv(at - phase, period.toNanos()), Collectors.counting()))
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }
    }
}
