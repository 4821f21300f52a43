package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.fake.RunningClock;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The clock of both stand-ins, and how to move it.
 *
 * @param time the clock
 * @param advance moves it forward
 */
record MovableClock(Clock time, Consumer<Duration> advance) {

    static MovableClock running() {
        RunningClock clock = new RunningClock();
        return new MovableClock(clock, clock::advance);
    }

    static MovableClock still() {
        FakeClock clock = new FakeClock();
        return new MovableClock(clock, clock::advance);
    }
}
