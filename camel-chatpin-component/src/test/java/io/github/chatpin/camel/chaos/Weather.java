package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Draws faults for requests: which kinds and how many of them changes all the time. Thread-safe. */
final class Weather {

    // Each holds one of the fake's threads
    private static final int MOST_HUNG = 60;
    private static final double[] HOW_OFTEN = {0, 0.02, 0.1, 0.1, 0.3, 0.6};

    private final Random random;
    private final Map<FaultKind, AtomicInteger> drawn = new EnumMap<>(FaultKind.class);
    private final AtomicInteger hung = new AtomicInteger();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private volatile Set<FaultKind> kinds = Set.of();
    private volatile double howOften;
    private volatile long lastLateAnswer = System.nanoTime();

    Weather(Random random) {
        this.random = random;
        for (FaultKind kind : FaultKind.values()) {
            drawn.put(kind, new AtomicInteger());
        }
    }

    void comeOver(List<FakeUpstream> fakes) {
        for (FakeUpstream fake : fakes) {
            for (FaultKind kind : FaultKind.values()) {
                fake.faultWhen(request -> strikes(kind, fake, request), kind.fault());
            }
        }
    }

    void change() {
        List<FaultKind> all = new ArrayList<>(List.of(FaultKind.values()));
        Set<FaultKind> chosen = EnumSet.noneOf(FaultKind.class);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            chosen.add(all.get(random.nextInt(all.size())));
        }
        kinds = chosen;
        howOften = HOW_OFTEN[random.nextInt(HOW_OFTEN.length)];
    }

    void calmDown() {
        kinds = Set.of();
    }

    /** Returns whether no request is left that its sender has given up and that will be applied nevertheless. */
    boolean isNothingLate() {
        return System.nanoTime() - lastLateAnswer > 0;
    }

    /** Returns whether a request for a chat was applied at a time that is not known. */
    boolean leftUncertain(FakeUpstream fake, Chat chat) {
        return uncertain.contains(fake + chat.key());
    }

    Map<FaultKind, Integer> drawn() {
        Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
        drawn.forEach((kind, count) -> counts.put(kind, count.get()));
        return counts;
    }

    private boolean strikes(FaultKind kind, FakeUpstream fake, RecordedRequest request) {
        if (!kinds.contains(kind) || !kind.fits(request) || random.nextDouble() >= howOften) {
            return false;
        }
        if (kind.hangs() && hung.incrementAndGet() > MOST_HUNG) {
            return false;
        }
        if (kind == FaultKind.LATER_THAN_THE_TIMEOUT) {
            lastLateAnswer = System.nanoTime() + 2_000_000L * Way.REQUEST_TIMEOUT;
            Journal.chatsIn(request).forEach(chat -> uncertain.add(fake + chat));
        }
        drawn.get(kind).incrementAndGet();
        return true;
    }
}
