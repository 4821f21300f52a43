package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests received and what was wrong with them, in order of arrival. Thread-safe. */
final class RequestJournal {

    // Guarded by this
    private final Map<Long, RecordedRequest> requests = new LinkedHashMap<>();

    // Guarded by this
    private final List<String> violations = new ArrayList<>();

    // Guarded by this
    private long lastEntry;

    /** Writes down a request that has no answer yet, and returns its place. */
    synchronized long open(RecordedRequest request) {
        lastEntry++;
        requests.put(lastEntry, request);
        return lastEntry;
    }

    /** Writes down the answer's status; a request cleared in between stays cleared. */
    synchronized void close(long entry, int status) {
        requests.computeIfPresent(entry, (place, request) -> request.answered(status));
    }

    synchronized void complain(String violation) {
        violations.add(violation);
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests.values());
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized void clearRequests() {
        requests.clear();
    }

    synchronized void clear() {
        requests.clear();
        violations.clear();
    }
}
