package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request goes with a slot and a permit, and keeps neither while it waits for the other. */
class AdmissionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final CountedSlots slots = new CountedSlots(1);
    private final RateLimiter limiter = new RateLimiter(new RateLimit.FixedWindow(1, MINUTE), time);
    private final List<String> admitted = new ArrayList<>();

    @Test
    void isThereAtOnceWithSlotAndPermit() {
        assertThat(admission("a").tryAdmit(slots)).isTrue();
        assertThat(slots.free()).isZero();
    }

    @Test
    void waitsForTheSlotWithoutAPermit() {
        slots.tryTake(() -> {});
        assertThat(admission("a").tryAdmit(slots)).isFalse();
        assertThat(limiter.report().permitsLeft()).isEqualTo(1);

        slots.giveBack();

        assertThat(admitted).containsExactly("a");
        assertThat(limiter.report().permitsLeft()).isZero();
    }

    @Test
    void waitsForThePermitWithoutASlot() {
        useUpTheLimit();
        assertThat(admission("a").tryAdmit(slots)).isFalse();
        assertThat(slots.free()).isEqualTo(1);

        time.advance(MINUTE);

        assertThat(admitted).containsExactly("a");
        assertThat(slots.free()).isZero();
    }

    @Test
    void givesThePermitBackThatComesWhileThereIsNoSlot() {
        useUpTheLimit();
        admission("a").tryAdmit(slots);
        slots.tryTake(() -> {});
        time.advance(MINUTE);
        assertThat(admitted).isEmpty();
        assertThat(limiter.report().permitsLeft()).isEqualTo(1);

        slots.giveBack();

        assertThat(admitted).containsExactly("a");
    }

    @Test
    void givesTheSlotBackThatComesWhileThereIsNoPermit() {
        slots.tryTake(() -> {});
        admission("a").tryAdmit(slots);
        useUpTheLimit();
        slots.giveBack();
        assertThat(admitted).isEmpty();
        assertThat(slots.free()).isEqualTo(1);

        time.advance(MINUTE);

        assertThat(admitted).containsExactly("a");
    }

    @Test
    void aPermitPassesByAnyNumberOfRequestsThatHaveNoSlot() {
        useUpTheLimit();
        for (int i = 0; i < 20_000; i++) {
            admission("a").tryAdmit(slots);
        }
        slots.tryTake(() -> {});
        time.advance(MINUTE);
        assertThat(admitted).isEmpty();

        slots.giveBack();

        assertThat(admitted).hasSize(1);
    }

    private void useUpTheLimit() {
        limiter.tryAcquire(true, null);
        limiter.answered();
    }

    private Admission admission(String name) {
        return new Admission(limiter, true, new Admission.Applicant() {
            @Override
            public void admitted() {
                admitted.add(name);
            }

            @Override
            public void refused() {
                throw new AssertionError("no store");
            }
        });
    }
}
