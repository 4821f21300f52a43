package io.github.chatpin.example.partitioned;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of a run.
 *
 * @param rounds    how often each chat was to change
 * @param chats     what each chat of each portal was told
 * @param requests  how many requests the portals let in
 * @param rejected  how many were over a portal's limit
 * @param time      between the first request and the last one
 * @param dead      what is in the dead-letter topic
 */
record Outcome(int rounds, List<Chat> chats, int requests, int rejected, Duration time, List<Topics.DeadRecord> dead) {

    /** The status of a request that was let in. */
    static final int OK = 200;

    /**
     * A chat of a portal, all of whose orders alternate.
     *
     * @param portal its portal
     * @param id     its id there
     * @param states what it was told, in the order in which that arrived
     */
    record Chat(String portal, String id, List<Boolean> states) {

        /** {@return how often it was told the same twice running: a change was lost, came too early, or again} */
        int stumbles() {
            int stumbles = 0;
            for (int i = 1; i < states.size(); i++) {
                if (states.get(i).equals(states.get(i - 1))) {
                    stumbles++;
                }
            }
            return stumbles;
        }

        boolean isPinned() {
            return states.get(states.size() - 1);
        }
    }

    /** Reads the portals' records. */
    static Outcome of(Map<String, FakeBitrix24> portals, int rounds, List<Topics.DeadRecord> dead) {
        List<Chat> chats = new ArrayList<>();
        portals.forEach((name, portal) -> letIn(portal.requests().stream())
                .flatMap(Outcome::pins)
                .collect(
                        HashMap<String, List<Boolean>>::new,
                        (map, pin) -> map.computeIfAbsent(String.valueOf(pin.get("DIALOG_ID")), id -> new ArrayList<>())
                                .add("Y".equals(pin.get("PIN"))),
                        HashMap::putAll)
                .forEach((id, states) -> chats.add(new Chat(name, id, states))));
        List<RecordedRequest> all = portals.values().stream()
                .map(FakeBitrix24::requests)
                .flatMap(Collection::stream)
                .toList();
        List<Instant> times =
                all.stream().map(RecordedRequest::receivedAt).sorted().toList();
        return new Outcome(
                rounds,
                chats,
                (int) letIn(all.stream()).count(),
                portals.values().stream().mapToInt(FakeBitrix24::rejected).sum(),
                Duration.between(times.get(0), times.get(times.size() - 1)),
                dead);
    }

    private static Stream<RecordedRequest> letIn(Stream<RecordedRequest> requests) {
        return requests.filter(request -> request.status() == OK);
    }

    private static Stream<Map<String, Object>> pins(RecordedRequest request) {
        return request.commands().isEmpty()
                ? Stream.of(request.parameters())
                : request.commands().stream().map(RecordedRequest.Command::parameters);
    }

    /** Fails if a pin is lost, or a chat is not as its last order says. */
    void check() {
        for (Chat chat : chats) {
            if (chat.states().size() < rounds || chat.isPinned() != Load.isPinned(rounds)) {
                throw new IllegalStateException(
                        "%s of %s was told %s".formatted(chat.id(), chat.portal(), chat.states()));
            }
        }
    }

    /** {@return the most that a chat has {@link Chat#stumbles stumbled}} */
    int stumbles() {
        return chats.stream().mapToInt(Chat::stumbles).max().orElse(0);
    }

    /** {@return how many orders there were} */
    int orders() {
        return rounds * chats.size();
    }

    /** {@return how many pins came more than once, since a process died before it had committed them} */
    int again() {
        return chats.stream().mapToInt(chat -> chat.states().size()).sum() - orders();
    }
}
