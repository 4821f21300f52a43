package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.time.ManualTimekeeper;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a request may go although permits are few. */
class GatheringTest {

    private static final int BATCH = 50;

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final Guard guard = new Guard();
    private final AtomicInteger wakes = new AtomicInteger();
    private final Gathering gathering = new Gathering(guard, time, wakes::incrementAndGet);

    @BeforeEach
    void lock() {
        guard.lock();
    }

    @AfterEach
    void unlock() {
        guard.unlock();
    }

    @Test
    void theFirstRequestGoesAtOnce() {
        assertThat(mayGo(1)).isTrue();
    }

    @Test
    void aFullBatchGoesBesideAnother() {
        gathering.started();

        assertThat(mayGo(BATCH - 1)).isFalse();
        assertThat(mayGo(BATCH)).isTrue();
    }

    @Test
    void afterARequestTheNextOneWaitsForItsCallers() {
        gathering.started();
        gathering.ended(10, 5, Duration.ofMillis(30).toNanos());

        assertThat(mayGo(14)).isFalse();
        assertThat(mayGo(15)).isTrue();
    }

    @Test
    void butNoLongerThanThatRequestTook() {
        gathering.started();
        gathering.ended(10, 5, Duration.ofMillis(30).toNanos());
        time.advance(Duration.ofMillis(30));

        assertThat(mayGo(1)).isTrue();
    }

    @Test
    void norLongerThanFiftyMilliseconds() {
        gathering.started();
        gathering.ended(10, 5, Duration.ofSeconds(3).toNanos());
        time.advance(Duration.ofMillis(49));
        assertThat(mayGo(1)).isFalse();
        time.advance(Duration.ofMillis(1));

        assertThat(mayGo(1)).isTrue();
    }

    @Test
    void theEndOfAPauseIsNoticedOnce() {
        gathering.started();
        gathering.ended(10, 5, Duration.ofMillis(30).toNanos());
        gathering.tellAfter(wait(1));
        gathering.tellAfter(wait(1));
        time.advance(Duration.ofMillis(30));

        assertThat(wakes).hasValue(1);
    }

    @Test
    void aRequestThatEndsBesideAnotherBeginsNoPauseOfItsOwn() {
        gathering.started();
        gathering.started();
        gathering.ended(10, 5, Duration.ofMillis(30).toNanos());
        gathering.tellAfter(wait(49));
        time.advance(Duration.ofMillis(30));

        assertThat(mayGo(49)).isFalse();
        assertThat(wakes).hasValue(0);
    }

    @Test
    void aPauseThatEndsWhileItIsLookedAtIsNoticedToo() {
        Gathering ofPassingTime = new Gathering(guard, new PassingTime(time), wakes::incrementAndGet);
        for (int nanos = 1; nanos < 10; nanos++) {
            wakes.set(0);
            ofPassingTime.started();
            ofPassingTime.ended(10, 5, nanos);
            long wait = ofPassingTime.nanosToWait(1, BATCH);
            if (wait > 0) {
                ofPassingTime.tellAfter(wait);
            }
            time.advance(Duration.ofSeconds(1));

            assertThat(wait == 0 || wakes.get() > 0)
                    .as("a pause of %d ns", nanos)
                    .isTrue();
        }
    }

    private boolean mayGo(int ready) {
        return wait(ready) == 0;
    }

    private long wait(int ready) {
        return gathering.nanosToWait(ready, BATCH);
    }

    /** Time that passes with each look at it. */
    private record PassingTime(ManualTimekeeper time) implements Timekeeper {

        @Override
        public long nanoTime() {
            time.advanceWithoutAlarms(Duration.ofNanos(1));
            return time.nanoTime();
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Alarm after(Duration delay, Runnable task) {
            return time.after(delay, task);
        }
    }
}
