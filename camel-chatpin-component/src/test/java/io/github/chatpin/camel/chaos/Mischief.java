package io.github.chatpin.camel.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What goes wrong beside requests: endpoints and contexts stop, tokens expire, others use the limits. One thread. */
final class Mischief {

    // A request that was cut off may still be on its way at the fake, as slow as the weather makes it
    private static final Duration CUT_OFF = Duration.ofMillis(300);
    private static final List<String> METHODS = List.of("im.recent.pin", "imopenlines.session.mode.pinAll", "batch");

    private final Landscape landscape;
    private final Ledger ledger;
    private final Random random;
    private final Map<String, Integer> counts = new TreeMap<>();
    private int renewalsAtExpiry = -1;
    private int renewalsSeen = -1;
    private long tokenSeenAt;

    Mischief(Landscape landscape, Ledger ledger, Random random) {
        this.landscape = landscape;
        this.ledger = ledger;
        this.random = random;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    /** Does one thing, or none. */
    void doSomething() throws Exception {
        expireTokenThatHasWorked();
        switch (random.nextInt(8)) {
            case 0, 1 -> restartWay();
            case 2 -> {
                landscape.gateway.disconnect(random.nextBoolean() ? "acme" : "beta");
                count("instances disconnected");
            }
            case 3 -> connectAll();
            case 4 -> {
                landscape.roughPortal.fillBucket(10 + random.nextInt(40));
                count("limits used by others");
            }
            case 5 -> exhaustOperatingTime();
            case 6 -> stopOrStartStore();
            default -> restartHost();
        }
    }

    void end() {
        landscape.store.start();
        connectAll();
    }

    private void connectAll() {
        landscape.gateway.connect("acme");
        landscape.gateway.connect("beta");
    }

    private void restartWay() {
        List<Way> ways = landscape.accounts().stream()
                .flatMap(account -> account.ways().stream())
                .toList();
        Way way = ways.get(random.nextInt(ways.size()));
        way.stop();
        pause(random.nextInt(60));
        way.start();
        count("endpoints stopped and started");
    }

    // With two contexts only: there the store remembers what of the limit is used.
    private void restartHost() throws Exception {
        if (landscape.hosts.size() == 1 || random.nextInt(3) > 0) {
            return;
        }
        Host host = landscape.hosts.get(random.nextInt(landscape.hosts.size()));
        host.stop();
        pause((int) CUT_OFF.toMillis());
        host.start();
        count("contexts stopped and started");
    }

    private void stopOrStartStore() {
        if (landscape.mayLoseTheStore && random.nextBoolean()) {
            landscape.store.stop();
            count("outages of the store");
        } else {
            landscape.store.start();
        }
    }

    private void exhaustOperatingTime() {
        if (landscape.mayRunOutOfOperatingTime) {
            landscape.roughPortal.exhaustOperating(
                    METHODS.get(random.nextInt(METHODS.size())), 1 + random.nextInt(3), Duration.ofSeconds(1));
            count("operating times used up");
        }
    }

    // One that expires before it has ever worked is not renewed for a minute.
    private void expireTokenThatHasWorked() {
        int renewals = landscape.oauthPortal.renewals();
        if (renewals != renewalsSeen) {
            renewalsSeen = renewals;
            tokenSeenAt = System.nanoTime();
            return;
        }
        List<Way> ways = landscape.accounts().stream()
                .filter(account -> account.fake() == landscape.oauthPortal)
                .flatMap(account -> account.ways().stream())
                .toList();
        boolean hasWorked =
                ledger.all().stream().anyMatch(sent -> ways.contains(sent.way()) && sent.succeededAfter(tokenSeenAt));
        if (hasWorked && renewals != renewalsAtExpiry && random.nextInt(3) == 0) {
            renewalsAtExpiry = renewals;
            landscape.oauthPortal.expireAccessToken();
            count("tokens expired");
        }
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    static void pause(int millis) {
        long end = System.nanoTime() + 1_000_000L * millis;
        await(Duration.ofMillis(millis).plusSeconds(10), () -> System.nanoTime() - end >= 0);
    }

    static void await(Duration atMost, BooleanSupplier condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(atMost)
                .until(condition::getAsBoolean);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
