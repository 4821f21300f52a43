package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
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
        gathering.awaitEndOfPause();
        gathering.awaitEndOfPause();
        time.advance(Duration.ofMillis(30));

        assertThat(wakes).hasValue(1);
    }

    @Test
    void aRequestThatEndsBesideAnotherBeginsNoPauseOfItsOwn() {
        gathering.started();
        gathering.started();
        gathering.ended(10, 5, Duration.ofMillis(30).toNanos());
        gathering.awaitEndOfPause();
        time.advance(Duration.ofMillis(30));

        assertThat(mayGo(49)).isFalse();
        assertThat(wakes).hasValue(0);
    }

    private boolean mayGo(int ready) {
        return gathering.mayGoWhilePermitsAreFew(ready, BATCH);
    }
}
