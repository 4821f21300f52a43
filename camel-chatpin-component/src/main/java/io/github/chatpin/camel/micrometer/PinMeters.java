package io.github.chatpin.camel.micrometer;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.annotations.JdkService;

/**
 * Keeps meters for each platform and gateway, in the context's {@link MeterRegistry}: the bean {@code metricsRegistry}, as for
 * camel-micrometer, or else the only one of the type. It is looked for whenever an account is opened, until it is found;
 * what happened before that is not metered. Thread-safe.
 */
@JdkService(PinMeters.FACTORY)
public final class PinMeters implements Observer, CamelContextAware {

    /** The name under which Camel finds the meters. */
    public static final String FACTORY = "chatpin-meters";

    static final String REGISTRY = "metricsRegistry";

    private final Set<AccountControl> accounts = ConcurrentHashMap.newKeySet();
    private final Map<List<String>, PlatformMeters> platforms = new ConcurrentHashMap<>();

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void opened(AccountControl account) {
        accounts.add(account);
        MeterRegistry registry = registry();
        if (registry != null) {
            accounts.forEach(open -> platforms.computeIfAbsent(
                    PlatformMeters.key(open), key -> new PlatformMeters(registry, context.getName(), key, accounts)));
        }
    }

    private MeterRegistry registry() {
        MeterRegistry named = context.getRegistry().lookupByNameAndType(REGISTRY, MeterRegistry.class);
        return named != null ? named : context.getRegistry().findSingleByType(MeterRegistry.class);
    }

    @Override
    public void closed(AccountControl account) {
        accounts.remove(account);
    }

    @Override
    public void requestEnded(AccountControl account, int pins, long nanos) {
        record(account, meters -> meters.requestEnded(pins, nanos));
    }

    @Override
    public void pinEnded(AccountControl account, Completion completion, long waitedNanos) {
        record(account, meters -> meters.pinEnded(completion, waitedNanos));
    }

    @Override
    public void syncEnded(AccountControl account, Completion completion, int changes) {
        record(account, meters -> meters.syncEnded(completion, changes));
    }

    @Override
    public void retried(AccountControl account, ChatPinException failure) {
        record(account, PlatformMeters::retried);
    }

    private void record(AccountControl account, Consumer<PlatformMeters> event) {
        PlatformMeters meters = platforms.get(PlatformMeters.key(account));
        if (meters != null) {
            event.accept(meters);
        }
    }

    /** Takes the meters out of their registry, which may live longer and serve other contexts. */
    @Override
    public void stopped() {
        platforms.values().forEach(PlatformMeters::remove);
        platforms.clear();
    }
}
