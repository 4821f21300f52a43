package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.fake.FakeBitrix24;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** A source whose answers a test decides on, one by one where it wants. */
final class Portals implements AccountSource {

    private final Map<String, Map<String, String>> accounts = new ConcurrentHashMap<>();
    private final Map<String, FakeBitrix24> next = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> closed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Supplier<? extends RuntimeException>> failures = new ConcurrentLinkedQueue<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    Portals add(String name, FakeBitrix24 portal) {
        return add(name, Map.of("portalUrl", portal.url(), "authorizationToken", portal.webhookToken()));
    }

    Portals add(String name, Map<String, String> options) {
        accounts.put(name, options);
        return this;
    }

    /** The next look-up still finds what there is; those after it find this portal. */
    void addAfterNextLookUp(String name, FakeBitrix24 portal) {
        next.put(name, portal);
    }

    void remove(String name) {
        accounts.remove(name);
    }

    /** The next look-ups fail, one for each. */
    void failNext(Supplier<? extends RuntimeException> failure, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    /** Look-ups of the name do not end until it is opened. */
    void close(String name) {
        closed.put(name, new Semaphore(0));
    }

    void open(String name) {
        closed.remove(name).release(1000);
    }

    /** Returns the names that were asked for, in the order of the calls. */
    List<String> lookedUp() {
        return lookedUp;
    }

    /** Returns the names of the threads that asked. */
    List<String> threads() {
        return threads;
    }

    @Override
    public Optional<Map<String, String>> find(String name) {
        lookedUp.add(name);
        threads.add(Thread.currentThread().getName());
        Semaphore gate = closed.get(name);
        if (gate != null) {
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        Supplier<? extends RuntimeException> failure = failures.poll();
        if (failure != null) {
            throw failure.get();
        }
        Optional<Map<String, String>> found = Optional.ofNullable(accounts.get(name));
        FakeBitrix24 after = next.remove(name);
        if (after != null) {
            add(name, after);
        }
        return found;
    }
}
