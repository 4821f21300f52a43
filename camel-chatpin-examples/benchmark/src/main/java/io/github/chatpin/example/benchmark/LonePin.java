package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** How long pins take while nothing else goes on: one after another, and a few at once. */
final class LonePin {

    private final Sizes sizes;
    private final Portal portal;

    LonePin(Sizes sizes, Portal portal) {
        this.sizes = sizes;
        this.portal = portal;
    }

    LonePinFindings measure() throws RunnerException {
        Map<TimedRoute, List<PinTime>> lone = new EnumMap<>(TimedRoute.class);
        Map<TimedRoute, List<PinTime>> atOnce = new EnumMap<>(TimedRoute.class);
        // This JVM rests while a run's does its work, so the stand-in may be here.
        try (FakeBitrix24 slow = FakeBitrix24.builder().unlimited().start()) {
            slow.faultWhen(request -> true, Fault.delay(Duration.ofMillis(LonePinFindings.ANSWER_MILLIS)));
            for (int round = 0; round < sizes.lonePinRounds(); round++) {
                for (TimedRoute route : LonePinFindings.LONE) {
                    lone.computeIfAbsent(route, first -> new ArrayList<>())
                            .add(new PinRun(route, portal, sizes.lonePinRun()).time());
                }
                for (TimedRoute route : LonePinFindings.AT_ONCE) {
                    atOnce.computeIfAbsent(route, first -> new ArrayList<>())
                            .add(new PinRun(route, Portal.of(slow), sizes.lonePinRun()).timeAtOnce());
                }
            }
        }
        return new LonePinFindings(lone, atOnce);
    }
}
