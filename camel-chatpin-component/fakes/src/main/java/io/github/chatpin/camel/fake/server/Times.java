package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A condition that fits a number of requests, and then none. Thread-safe. */
final class Times implements Predicate<RecordedRequest> {

    private final Predicate<RecordedRequest> condition;
    private final AtomicInteger left;

    Times(int times, Predicate<RecordedRequest> condition) {
        this.condition = condition;
        this.left = new AtomicInteger(times);
    }

    @Override
    public boolean test(RecordedRequest request) {
        return condition.test(request) && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
    }
}
