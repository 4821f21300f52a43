package io.github.chatpin.camel.chaos;

import io.github.bucket4j.TimeMeter;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.RecordedStates;
import io.github.chatpin.camel.limit.MemoryBucketStore;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;

/** A place for a CamelContext: one after another runs here, with the same accounts. Used by one thread at a time. */
final class Host {

    private static final int SHUTDOWN_SECONDS = 5;

    private final String name;
    private final OAuthTokenStore tokens;
    private final MemoryBucketStore.Server buckets;
    private final List<Account> accounts = new ArrayList<>();
    private final List<WeakReference<Object>> remains = new ArrayList<>();
    private final List<Way> others = new ArrayList<>();
    private final RecordedStates pins = new RecordedStates(); // beyond one context
    private Mirror mirror; // null where there is none
    private CamelContext context;

    Host(String name, OAuthTokenStore tokens, MemoryBucketStore.Server buckets) {
        this.name = name;
        this.tokens = tokens;
        this.buckets = buckets;
    }

    String name() {
        return name;
    }

    void add(Account account) {
        accounts.add(account);
    }

    void add(Shift shift) {
        others.addAll(shift.ways());
    }

    void add(Mirror itsMirror) {
        mirror = itsMirror;
    }

    List<Account> accounts() {
        return accounts;
    }

    void start() throws Exception {
        DefaultCamelContext fresh = new DefaultCamelContext();
        fresh.setNameStrategy(new ExplicitCamelContextNameStrategy(name));
        fresh.disableJMX();
        fresh.getRegistry().bind("tokens", tokens);
        fresh.getRegistry().bind("store", buckets.client(TimeMeter.SYSTEM_MILLISECONDS::currentTimeNanos));
        fresh.getRegistry().bind("pins", pins);
        fresh.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        if (mirror != null) {
            fresh.addRoutes(mirror.routes());
        }
        fresh.start();
        context = fresh;
        remains.add(new WeakReference<>(fresh));
        for (Way way : ways()) {
            way.open(fresh);
            remains.add(new WeakReference<>(way.endpoint()));
        }
    }

    private List<Way> ways() {
        List<Way> all = new ArrayList<>(others);
        accounts.forEach(account -> all.addAll(account.ways()));
        return all;
    }

    /** Stops the producers and then the context, as it does with routes; what still waits must end all the same. */
    void stop() {
        ways().forEach(Way::close);
        context.stop();
        context = null;
    }

    /** Returns what should be garbage once it has stopped. */
    List<WeakReference<Object>> remains() {
        return remains;
    }
}
