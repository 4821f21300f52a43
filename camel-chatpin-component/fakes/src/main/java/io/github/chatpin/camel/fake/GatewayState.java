package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A fake gateway between two resets: its sessions, and what WhatsApp knows. Thread-safe. */
final class GatewayState {

    private static final long FIRST_NUMBER = 5_511_900_000_000L;

    private final GatewaySettings settings;
    private final Numbers numbers = new Numbers();
    private final RouteLimits limits;

    // Guarded by this; the first one first
    private final Map<String, Phone> phones = new LinkedHashMap<>();

    // Guarded by this
    private Duration latency;

    // Guarded by this
    private Duration listLatency = Duration.ZERO;

    GatewayState(GatewaySettings settings) {
        this.settings = settings;
        latency = settings.latency();
        limits = new RouteLimits(settings.limits());
    }

    GatewaySettings settings() {
        return settings;
    }

    Numbers numbers() {
        return numbers;
    }

    RouteLimits limits() {
        return limits;
    }

    Instant now() {
        return settings.clock().instant();
    }

    synchronized void add(String session, String token) {
        if (phones.containsKey(session)) {
            throw new IllegalArgumentException("there is a session of this name already: " + session);
        }
        Jid number = Jid.person(Long.toString(FIRST_NUMBER + phones.size()));
        phones.put(session, new Phone(session, token, number, settings.cap(), numbers));
    }

    synchronized Optional<Phone> phone(String session) {
        return Optional.ofNullable(phones.get(session));
    }

    synchronized List<Phone> phones() {
        return List.copyOf(phones.values());
    }

    Phone firstPhone() {
        return phones().get(0);
    }

    /** For names that a test gives. */
    Phone existing(String session) {
        return phone(session).orElseThrow(() -> new IllegalArgumentException("no such session: " + session));
    }

    synchronized void latency(Duration newLatency) {
        latency = newLatency;
    }

    synchronized void listLatency(Duration newLatency) {
        listLatency = newLatency;
    }

    /** Lets a change take its time, and then land. */
    Answer change(Phone phone, WaitingRoom.Seat seat, Supplier<Answer> landing) {
        phone.beginChange();
        try {
            return after(latency(), seat, landing);
        } finally {
            phone.endChange();
        }
    }

    /** Lets a list take its time. */
    Answer list(WaitingRoom.Seat seat, Supplier<Answer> reading) {
        return after(listLatency(), seat, reading);
    }

    private static Answer after(Duration time, WaitingRoom.Seat seat, Supplier<Answer> work) {
        if (!seat.pause(time)) {
            throw new DismissedException();
        }
        return work.get();
    }

    private synchronized Duration latency() {
        return latency;
    }

    private synchronized Duration listLatency() {
        return listLatency;
    }
}
