package io.github.chatpin.camel.chaos;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One round: threads send random pins through random endpoints while a storm of faults goes on; then either it calms
 * down and everything must recover, or the contexts stop in the middle of it.
 *
 * <p>The seed decides who takes part, what is sent and which faults are drawn; not how the threads interleave.
 */
final class Round {

    private static final int CALLERS_PER_ACCOUNT = 2;
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(120);
    private static final int STORE_IS_ASKED_AGAIN_AFTER = 1200;
    private static final long LONGEST_PAUSE_NANOS = 12_000_000;
    private static final int MORE_WHEN_STOPPED = 20;

    private final long seed;
    private final Duration duration;
    private final Random random;
    private final Weather weather;
    private final Ledger ledger = new Ledger(this::sometimesSendMore);
    private final List<String> violations = new ArrayList<>();
    private volatile List<Account> accounts = List.of();
    private volatile boolean isOver;

    Round(long seed, Duration duration) {
        this.seed = seed;
        this.duration = duration;
        this.random = new Random(seed);
        this.weather = new Weather(new Random(random.nextLong()));
    }

    /** @param remains takes what should be garbage afterwards */
    Report run(List<WeakReference<Object>> remains) throws Exception {
        try (Landscape landscape = new Landscape("chaos-" + seed, random)) {
            Mischief mischief = new Mischief(landscape, ledger, random);
            for (Host host : landscape.hosts) {
                host.start();
            }
            accounts = landscape.accounts();
            weather.comeOver(landscape.fakes());
            Audit audit = new Audit(landscape, weather);
            ExecutorService callers = Executors.newCachedThreadPool();
            List<Future<?>> calls = callAll(landscape, callers);
            storm(mischief);
            boolean stopsInTheMiddle = random.nextInt(3) == 0;
            if (stopsInTheMiddle) {
                landscape.hosts.forEach(Host::stop);
                awaitEnd(calls);
            } else {
                weather.calmDown();
                mischief.end();
                awaitEnd(calls);
                Mischief.await(LONGEST_DRAIN, weather::isNothingLate);
                audit.states();
                recover(landscape);
                List<String> lastWanted = landscape.shift.lastSync(random, ledger);
                awaitEnd(List.of());
                audit.recovery();
                violations.addAll(landscape.shift.wrongs(lastWanted));
                violations.addAll(landscape.mirror.wrongs());
                landscape.hosts.forEach(Host::stop);
            }
            callers.shutdown();
            audit.exchanges(ledger);
            audit.requests();
            audit.order();
            audit.states();
            Leaks leaks = new Leaks();
            leaks.threads(landscape.hosts.stream().map(Host::name).toList());
            leaks.connections(landscape.fakes());
            violations.addAll(audit.violations());
            violations.addAll(leaks.violations());
            landscape.hosts.forEach(host -> remains.addAll(host.remains()));
            return Report.of(seed, landscape, ledger, weather, mischief, violations);
        }
    }

    private List<Future<?>> callAll(Landscape landscape, ExecutorService callers) {
        List<Future<?>> calls = new ArrayList<>();
        for (Account account : accounts) {
            for (int i = 0; i < CALLERS_PER_ACCOUNT; i++) {
                Random own = new Random(random.nextLong());
                calls.add(callers.submit(() -> call(() -> account.sendSomething(own, ledger, true), own)));
            }
        }
        Shift shift = landscape.shift;
        for (int i = 0; i < CALLERS_PER_ACCOUNT; i++) {
            Random own = new Random(random.nextLong());
            calls.add(callers.submit(() -> call(() -> shift.sendSomething(own, ledger), own)));
        }
        return calls;
    }

    private void call(Supplier<Sent> something, Random own) {
        while (!isOver) {
            Sent sent = something.get();
            LockSupport.parkNanos((sent.wasRejected() ? MORE_WHEN_STOPPED : 1) * own.nextLong(LONGEST_PAUSE_NANOS));
        }
    }

    /** As a route does that goes on to another chatpin endpoint. */
    private void sometimesSendMore(Sent ended) {
        Random drawn = new Random(System.identityHashCode(ended) ^ seed);
        if (!isOver && drawn.nextInt(10) == 0) {
            accounts.get(drawn.nextInt(accounts.size())).sendSomething(drawn, ledger, false);
        }
    }

    private void storm(Mischief mischief) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            weather.change();
            Mischief.pause(100 + random.nextInt(300));
            mischief.doSomething();
        }
        isOver = true;
    }

    private void awaitEnd(List<Future<?>> calls) {
        try {
            Mischief.await(
                    LONGEST_DRAIN,
                    () -> calls.stream().allMatch(Future::isDone)
                            && ledger.missing().isEmpty());
        } catch (ConditionTimeoutException e) {
            violations.add("callers that are stuck: "
                    + calls.stream().filter(call -> !call.isDone()).count());
        }
        for (Future<?> call : calls) {
            if (call.isDone()) {
                failureOf(call);
            }
        }
    }

    private void failureOf(Future<?> call) {
        try {
            call.get();
        } catch (Exception e) {
            violations.add("a caller failed: " + e);
        }
    }

    /** Unpins every chat, and then pins as many as may be pinned. */
    private void recover(Landscape landscape) {
        if (landscape.mayLoseTheStore) {
            Mischief.pause(STORE_IS_ASKED_AGAIN_AFTER);
        }
        for (Account account : accounts) {
            account.chats().forEach(chat -> account.settle(chat, false, random, ledger));
        }
        awaitEnd(List.of());
        for (Account account : accounts) {
            new TreeSet<>(account.chats())
                    .stream().limit(account.mostPinned()).forEach(chat -> account.settle(chat, true, random, ledger));
        }
        awaitEnd(List.of());
    }
}
