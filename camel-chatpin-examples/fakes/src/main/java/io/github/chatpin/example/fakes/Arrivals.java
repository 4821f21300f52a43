package io.github.chatpin.example.fakes;

import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What has arrived at a stand-in, in a few lines. */
final class Arrivals {

    private Arrivals() {}

    static List<String> of(StandIn standIn) {
        List<RecordedRequest> requests = standIn.fake().requests();
        List<String> violations = standIn.fake().violations();
        List<String> lines = new ArrayList<>();
        lines.add("requests: " + requests.size() + ", over the rate limit: " + standIn.rejected() + ", violations: "
                + violations.size());
        requests.stream()
                .collect(Collectors.groupingBy(Arrivals::method, TreeMap::new, Collectors.toList()))
                .forEach((method, calls) -> lines.add("  " + method + ": " + statuses(calls) + commands(calls)));
        counted(violations, Function.identity())
                .forEach((violation, times) -> lines.add("  violation: " + violation + " (" + times + ")"));
        lines.add(standIn.state());
        return lines;
    }

    private static String method(RecordedRequest request) {
        return request.apiMethod().isEmpty() ? "unknown path" : request.apiMethod();
    }

    private static String statuses(List<RecordedRequest> calls) {
        return counted(calls, RecordedRequest::status).entrySet().stream()
                .map(entry -> entry.getValue() + " answered with " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String commands(List<RecordedRequest> calls) {
        int commands = calls.stream().mapToInt(call -> call.commands().size()).sum();
        return commands == 0 ? "" : ", " + commands + " commands";
    }

    private static <T, K> Map<K, Long> counted(List<T> items, Function<T, K> key) {
        return items.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }
}
