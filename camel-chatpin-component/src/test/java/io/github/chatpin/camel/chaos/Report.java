package io.github.chatpin.camel.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one round or several were.
 *
 * @param rounds     how many
 * @param exchanges  by how they ended
 * @param requests   how many the fakes received
 * @param faults     how many requests met which
 * @param mischief   what else happened, and how often
 * @param violations what must not be
 */
record Report(
        int rounds,
        Map<String, Integer> exchanges,
        int requests,
        Map<String, Integer> faults,
        Map<String, Integer> mischief,
        List<String> violations) {

    static final Report NOTHING = new Report(0, Map.of(), 0, Map.of(), Map.of(), List.of());

    static Report of(
            long seed,
            Landscape landscape,
            Ledger ledger,
            Weather weather,
            Mischief mischief,
            List<String> violations) {
        Map<String, Integer> exchanges = new TreeMap<>();
        ledger.all().forEach(sent -> exchanges.merge(sent.outcome(), 1, Integer::sum));
        Map<String, Integer> faults = new TreeMap<>();
        weather.drawn().forEach((kind, count) -> faults.put(kind.name(), count));
        int requests = landscape.fakes().stream()
                .mapToInt(fake -> fake.requests().size())
                .sum();
        return new Report(1, exchanges, requests, faults, new TreeMap<>(mischief.counts()), List.of())
                .and(seed, violations);
    }

    Report and(long seed, List<String> more) {
        List<String> told =
                more.stream().map(what -> "seed " + seed + ": " + what).toList();
        return and(new Report(0, Map.of(), 0, Map.of(), Map.of(), told));
    }

    Report and(Report other) {
        List<String> all = new ArrayList<>(violations);
        all.addAll(other.violations);
        return new Report(
                rounds + other.rounds,
                sum(exchanges, other.exchanges),
                requests + other.requests,
                sum(faults, other.faults),
                sum(mischief, other.mischief),
                all);
    }

    private static Map<String, Integer> sum(Map<String, Integer> some, Map<String, Integer> others) {
        Map<String, Integer> sum = new TreeMap<>(some);
        others.forEach((name, count) -> sum.merge(name, count, Integer::sum));
        return sum;
    }

    @Override
    public String toString() {
        int all = exchanges.values().stream().mapToInt(Integer::intValue).sum();
        return "%d rounds, %d exchanges (%s), %d requests, %d violations%n  faults: %s%n  and: %s"
                .formatted(
                        rounds, all, listed(exchanges), requests, violations.size(), listed(faults), listed(mischief));
    }

    private static String listed(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
