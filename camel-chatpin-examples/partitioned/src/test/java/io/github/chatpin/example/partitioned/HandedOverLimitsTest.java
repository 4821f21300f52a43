package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.BucketProxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HandedOverLimitsTest {

    private static final BucketConfiguration STANDARD = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(48).refillGreedy(50, Duration.ofSeconds(25)))
            .build();

    private long now;
    private final HandedOverLimits limits = new HandedOverLimits(() -> now);

    @Test
    void beginEmptyInANewProcess() {
        assertThat(bucket("acme").getAvailableTokens()).isZero();
    }

    @Test
    void holdWhatHasComeSinceTheHandOver() {
        limits.handOver();
        letPass(Duration.ofSeconds(5));

        assertThat(bucket("acme").getAvailableTokens()).isEqualTo(10);
    }

    @Test
    void beginFullLongAfterTheHandOver() {
        letPass(Duration.ofMinutes(1));

        assertThat(bucket("acme").getAvailableTokens()).isEqualTo(48);
    }

    @Test
    void areEmptyAgainAfterTheNextHandOver() {
        letPass(Duration.ofMinutes(1));
        BucketProxy bucket = bucket("acme");
        assertThat(bucket.tryConsume(1)).isTrue();

        limits.handOver();

        assertThat(bucket.getAvailableTokens()).isZero();
        assertThat(bucket.tryConsume(1)).isFalse();
    }

    @Test
    void holdNoMoreThanTheComponentSays() {
        letPass(Duration.ofMinutes(1));
        BucketConfiguration lost = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(48)
                        .refillGreedy(50, Duration.ofSeconds(25))
                        .initialTokens(0))
                .build();

        assertThat(limits.builder().build("acme", () -> lost).getAvailableTokens())
                .isZero();
    }

    @Test
    void keepEachPortalsBucket() {
        letPass(Duration.ofMinutes(1));

        assertThat(bucket("acme").tryConsume(40)).isTrue();

        assertThat(bucket("acme").getAvailableTokens()).isLessThan(48);
        assertThat(bucket("umbrella").getAvailableTokens()).isEqualTo(48);
    }

    private BucketProxy bucket(String portal) {
        return limits.builder().build(portal, () -> STANDARD);
    }

    private void letPass(Duration time) {
        now += time.toNanos();
    }
}
