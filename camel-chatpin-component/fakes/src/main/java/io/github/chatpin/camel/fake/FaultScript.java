package io.github.chatpin.camel.fake;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Which requests meet which fault. Thread-safe; no lock is held while a predicate runs. */
final class FaultScript {

    private record Rule(Predicate<RecordedRequest> condition, Fault fault) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Queue<Fault> next = new ConcurrentLinkedQueue<>();

    void add(List<Fault> faults) {
        next.addAll(faults);
    }

    void add(Predicate<RecordedRequest> condition, Fault fault) {
        rules.add(new Rule(condition, fault));
    }

    void clear() {
        rules.clear();
        next.clear();
    }

    /** A rule that fits comes first and uses up none of the faults for the next requests. */
    Optional<Fault> faultFor(RecordedRequest request) {
        for (Rule rule : rules) {
            if (rule.condition().test(request)) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.ofNullable(next.poll());
    }
}
