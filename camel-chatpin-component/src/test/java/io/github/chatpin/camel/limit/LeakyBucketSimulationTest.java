package io.github.chatpin.camel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Why the bucket has capacity X − Y: 1,000 requests against an upstream that drains in whole one-second steps, with 200
 * phases of these steps and up to 2 s of jitter on the way.
 */
class LeakyBucketSimulationTest {

    private static final int REQUESTS = 1000;
    private static final int PHASES = 200;
    private static final long MAX_JITTER = Duration.ofSeconds(2).toNanos();

    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void isNeverRejectedAtAnyPhase(UpstreamLimit limit) {
        for (int phase = 0; phase < PHASES; phase++) {
            for (long jitter : new long[] {0, MAX_JITTER / 40, MAX_JITTER}) {
                long[] sent = sendingTimes(new BucketPermits(BucketPermitsTest.limit(limit), time), time);

                assertThat(rejections(limit, arrivals(sent, jitter, phase), phase))
                        .as("rejected at phase %d with jitter %d ns", phase, jitter)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void takesOneSecondLongerThanTheUpstreamPermits(UpstreamLimit limit) {
        long[] sent = sendingTimes(new BucketPermits(BucketPermitsTest.limit(limit), time), time);

        double perSecond = limit.maxRequests() * 1000.0 / limit.periodMillis();
        double permitted = (REQUESTS - limit.maxRequests()) / perSecond;
        assertThat((sent[REQUESTS - 1] - sent[0]) / 1e9).isBetween(permitted, permitted + 1.01);
    }

    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void aBucketOfTheWholeThresholdWouldBeRejected(UpstreamLimit limit) {
        int worst = 0;
        for (int phase = 0; phase < PHASES; phase++) {
            long[] sent = naiveSendingTimes(limit);
            worst = Math.max(worst, rejections(limit, arrivals(sent, 0, phase), phase));
        }

        assertThat(worst).isPositive();
    }

    /** Others on the same address have filled the counter: one rejection says so, and there is no other. */
    @ParameterizedTest
    @EnumSource(names = {"BITRIX24_STANDARD", "BITRIX24_ENTERPRISE"})
    void isRejectedOnceWhereOthersHaveUsedTheLimitUpAndRecovers(UpstreamLimit limit) {
        long second = Duration.ofSeconds(1).toNanos();
        long perStep = limit.maxRequests() * 1000L / limit.periodMillis();
        for (int phase = 0; phase < PHASES; phase++) {
            Permits permits = new BucketPermits(BucketPermitsTest.limit(limit), time);
            long firstStep = time.nanoTime() + (phase + 1) * second / PHASES;
            long counter = limit.maxRequests();
            long stepsDone = 0;
            long begin = time.nanoTime();
            int rejected = 0;
            for (int done = 0; done < REQUESTS; ) {
                for (long wait = permits.tryTake(); wait > 0; wait = permits.tryTake()) {
                    time.advance(Duration.ofNanos(wait));
                }
                long steps = Math.floorDiv(time.nanoTime() - firstStep, second) + 1;
                counter = Math.max(0, counter - (steps - stepsDone) * perStep);
                stepsDone = steps;
                if (counter + 1 > limit.maxRequests()) {
                    rejected++;
                    permits.exhaust();
                } else {
                    counter++;
                    done++;
                }
            }
            assertThat(rejected).as("rejected at phase %d", phase).isEqualTo(1);
            assertThat((time.nanoTime() - begin) / 1e9).isLessThan(REQUESTS / (double) perStep + 1.01);
        }
    }

    private final ManualTimekeeper time = new ManualTimekeeper();

    private static long[] sendingTimes(Permits permits, ManualTimekeeper time) {
        long[] sent = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            for (long wait = permits.tryTake(); wait > 0; wait = permits.tryTake()) {
                time.advance(Duration.ofNanos(wait));
            }
            sent[i] = time.nanoTime();
        }
        return sent;
    }

    private long[] naiveSendingTimes(UpstreamLimit limit) {
        Bucket bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(limit.maxRequests())
                        .refillGreedy(limit.maxRequests(), Duration.ofMillis(limit.periodMillis()))
                        .build())
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return time.nanoTime();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build();
        long[] sent = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            time.advance(Duration.ofNanos(bucket.consumeIgnoringRateLimits(1)));
            sent[i] = time.nanoTime();
        }
        return sent;
    }

    static long[] arrivals(long[] sent, long jitter, int seed) {
        Random random = new Random(seed);
        return Arrays.stream(sent)
                .map(at -> at + (jitter == 0 ? 0 : random.nextLong(jitter)))
                .sorted()
                .toArray();
    }

    static int rejections(UpstreamLimit limit, long[] arrivals, int phase) {
        long second = Duration.ofSeconds(1).toNanos();
        long perStep = limit.maxRequests() * 1000L / limit.periodMillis();
        long firstStep = arrivals[0] - second + (phase + 1) * second / PHASES;
        long counter = 0;
        long stepsDone = 0;
        int rejected = 0;
        for (long arrival : arrivals) {
            long steps = Math.floorDiv(arrival - firstStep, second) + 1;
            counter = Math.max(0, counter - (steps - stepsDone) * perStep);
            stepsDone = steps;
            if (counter + 1 > limit.maxRequests()) {
                rejected++;
            } else {
                counter++;
            }
        }
        return rejected;
    }
}
