package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may use a connection, and in which order those come who must wait. */
class HostSlotsTest {

    private static final int PATIENCE_SECONDS = 20;

    private final List<String> served = new ArrayList<>();

    private boolean take(HostSlots slots, String who) {
        return slots.tryTake(() -> served.add(who));
    }

    @Test
    void aHostHasAsManyAsItsBoundAndTheNextOneWaits() {
        HostSlots host = new ClientSlots(new PoolBounds(2, 10)).use("a");

        assertThat(take(host, "first")).isTrue();
        assertThat(take(host, "second")).isTrue();
        assertThat(take(host, "third")).isFalse();
        assertThat(served).isEmpty();

        host.giveBack();
        assertThat(served).containsExactly("third");
    }

    @Test
    void oneHostNeverHasAllSlots() {
        ClientSlots slots = new ClientSlots(new PoolBounds(100, 8));
        HostSlots greedy = slots.use("greedy");
        for (int i = 0; i < 6; i++) {
            assertThat(take(greedy, "greedy")).isTrue();
        }

        assertThat(take(greedy, "seventh")).isFalse();
        assertThat(take(slots.use("other"), "other")).isTrue();
        assertThat(take(slots.renewals(), "renewal")).isTrue();
    }

    @Test
    void theFirstToComeToAHostIsServedFirst() {
        HostSlots host = new ClientSlots(new PoolBounds(1, 10)).use("a");
        take(host, "holder");
        take(host, "first");
        take(host, "second");

        host.giveBack();
        assertThat(take(host, "third")).isFalse();
        host.giveBack();
        host.giveBack();

        assertThat(served).containsExactly("first", "second", "third");
        host.giveBack();
        assertThat(take(host, "fourth")).isTrue();
    }

    @Test
    void hostsTakeTurnsWhenAllSlotsAreTaken() {
        ClientSlots slots = new ClientSlots(new PoolBounds(3, 4));
        HostSlots holder = slots.use("holder");
        HostSlots other = slots.use("other");
        take(holder, "");
        take(holder, "");
        take(holder, "");
        take(other, "");
        HostSlots a = slots.use("a");
        HostSlots b = slots.use("b");
        take(a, "a1");
        take(a, "a2");
        take(a, "a3");
        take(b, "b1");
        take(slots.renewals(), "r1");

        holder.giveBack();
        holder.giveBack();
        holder.giveBack();
        other.giveBack();

        assertThat(served).containsExactly("a1", "b1", "r1", "a2");
    }

    @Test
    void aHostAtItsBoundHoldsUpNoOther() {
        ClientSlots slots = new ClientSlots(new PoolBounds(1, 3));
        HostSlots full = slots.use("full");
        HostSlots b = slots.use("b");
        HostSlots c = slots.use("c");
        take(full, "");
        take(full, "full");
        take(b, "");
        take(c, "");
        take(slots.use("d"), "d");

        c.giveBack();
        assertThat(served).containsExactly("d");
        b.giveBack();
        assertThat(take(b, "")).isTrue();
        full.giveBack();
        assertThat(served).containsExactly("d", "full");
    }

    @Test
    void whoGivesItsSlotBackAtOnceDoesNotRecurse() {
        HostSlots host = new ClientSlots(new PoolBounds(1, 10)).use("a");
        take(host, "");
        int many = 100_000;
        AtomicInteger called = new AtomicInteger();
        for (int i = 0; i < many; i++) {
            host.tryTake(() -> {
                called.incrementAndGet();
                host.giveBack();
            });
        }

        host.giveBack();

        assertThat(called).hasValue(many);
        assertThat(take(host, "")).isTrue();
    }

    @Test
    void whoFailsDoesNotKeepTheOthersFromBeingServed() {
        ClientSlots slots = new ClientSlots(new PoolBounds(1, 10));
        HostSlots host = slots.use("a");
        take(host, "");
        host.tryTake(() -> {
            host.giveBack(); // the next one's turn comes while this one is under way
            throw new IllegalStateException("no thread");
        });
        host.tryTake(() -> {
            host.giveBack();
            throw new StackOverflowError();
        });
        take(host, "third");

        host.giveBack();

        assertThat(served).containsExactly("third");
    }

    @Test
    void aCallbackMayTakeAndGiveBackAtOtherHosts() {
        ClientSlots slots = new ClientSlots(new PoolBounds(1, 4));
        HostSlots a = slots.use("a");
        HostSlots b = slots.use("b");
        take(a, "");
        a.tryTake(() -> {
            served.add("a");
            assertThat(take(b, "")).isTrue();
            take(b, "b");
            b.giveBack();
            served.add("end of a");
        });

        a.giveBack();

        assertThat(served).containsExactly("a", "end of a", "b");
    }

    @Test
    void aHostThatNoTransportUsesIsForgottenOnceItsRequestsHaveEnded() {
        ClientSlots slots = new ClientSlots(new PoolBounds(1, 10));
        HostSlots host = slots.use("a");
        assertThat(slots.use("a")).isSameAs(host);
        take(host, "");
        take(host, "waiting");
        slots.leave(host);
        slots.leave(host);
        assertThat(slots.hosts()).isEqualTo(1);

        host.giveBack();
        assertThat(served).containsExactly("waiting");
        assertThat(slots.hosts()).isEqualTo(1);
        host.giveBack();
        assertThat(slots.hosts()).isZero();
    }

    @Test
    @Timeout(PATIENCE_SECONDS)
    void servesAThousandWaitingHostsInTurnWithoutALookAtEach() {
        ClientSlots slots = new ClientSlots(new PoolBounds(3, 4));
        HostSlots holder = slots.use("holder");
        take(holder, "");
        take(holder, "");
        take(holder, "");
        take(slots.renewals(), "");
        AtomicInteger called = new AtomicInteger();
        for (int i = 0; i < 200_000; i++) {
            HostSlots host = i < 1000 ? slots.use("host" + i) : slots.use("host" + i % 1000);
            host.tryTake(() -> {
                called.incrementAndGet();
                host.giveBack();
            });
        }

        holder.giveBack();

        assertThat(called).hasValue(200_000);
    }

    @Test
    void manyThreadsNeverHaveMoreThanTheBoundsAndAllAreServed() throws Exception {
        int perHost = 3;
        int total = 8;
        int threads = 8;
        int rounds = 5000;
        ClientSlots slots = new ClientSlots(new PoolBounds(perHost, total));
        List<HostSlots> hosts = List.of(slots.use("a"), slots.use("b"), slots.use("c"), slots.use("d"));
        List<AtomicInteger> taken =
                List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        AtomicInteger all = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(threads * rounds);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int thread = 0; thread < threads; thread++) {
                executor.execute(() -> {
                    for (int i = 0; i < rounds; i++) {
                        int number = (i * 7 + i / 3) % hosts.size();
                        HostSlots host = hosts.get(number);
                        Runnable use = () -> {
                            if (taken.get(number).incrementAndGet() > perHost || all.incrementAndGet() > total) {
                                tooMany.incrementAndGet();
                            }
                            executor.execute(() -> {
                                taken.get(number).decrementAndGet();
                                all.decrementAndGet();
                                host.giveBack();
                                left.countDown();
                            });
                        };
                        if (host.tryTake(use)) {
                            use.run();
                        }
                    }
                });
            }
            assertThat(left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.shutdownNow();
        }
        assertThat(tooMany).hasValue(0);
        hosts.forEach(slots::leave);
        assertThat(slots.hosts()).isZero();
    }
}
