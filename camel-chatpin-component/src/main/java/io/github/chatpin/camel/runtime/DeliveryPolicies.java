package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.dispatch.DeliveryPolicy;
import io.github.chatpin.camel.dispatch.RetryPolicy;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.PinCap;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes of an endpoint's options how its pins are delivered, as far as its upstream can do that. */
final class DeliveryPolicies {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryPolicies.class);
    private static final Map<String, WhenFull> POLICIES =
            Map.of("fail", WhenFull.FAIL, "skip", WhenFull.SKIP, "evictOldest", WhenFull.EVICT_OLDEST);

    private DeliveryPolicies() {}

    /** @throws IllegalArgumentException if the endpoint asks for what its upstream cannot do */
    static DeliveryPolicy of(ChatPinEndpoint endpoint, Upstream upstream) {
        ChatPinConfiguration options = endpoint.getConfiguration();
        if (endpoint.operation() == Operation.SYNC && upstream.memory().isEmpty()) {
            throw new IllegalArgumentException("operation: this platform does not tell which chats are pinned");
        }
        PinCap cap = cap(endpoint, upstream);
        boolean verifies = verifies(endpoint, upstream);
        Integer limit = endpoint.getPinLimit() == null ? upstream.pinLimit() : endpoint.getPinLimit();
        upstream.memory()
                .ifPresent(memory -> memory.of(upstream.method()).places().limit(limit));
        return new DeliveryPolicy(
                options.isThrottle(),
                upstream.batchSize(),
                Duration.ofMillis(options.getMaxWait()),
                new RetryPolicy(options.getMaxRetries(), Duration.ofMillis(options.getRetryDelay())),
                cap,
                verifies);
    }

    /** On the component an option is for the endpoints that it fits. */
    private static PinCap cap(ChatPinEndpoint endpoint, Upstream upstream) {
        WhenFull whenFull = POLICIES.get(endpoint.getConfiguration().getPinLimitPolicy());
        if (whenFull == null || endpoint.operation() != Operation.PIN) {
            return null;
        }
        if (upstream.memory().isEmpty() || upstream.pinLimit() == null) {
            mustNotBeItsOwn(endpoint, "pinLimitPolicy", "these chats have no cap; only upstream is possible");
            return null;
        }
        Integer own = endpoint.getPinLimit();
        return new PinCap(own == null ? upstream.pinLimit() : own, whenFull);
    }

    private static boolean verifies(ChatPinEndpoint endpoint, Upstream upstream) {
        if (!endpoint.getConfiguration().isVerify()) {
            return false;
        }
        Operation operation = endpoint.operation();
        if (operation == Operation.PIN_ALL || operation == Operation.UNPIN_ALL) {
            mustNotBeItsOwn(endpoint, "verify", "is for operation=pin and sync only; remove it");
            return false;
        }
        if (!isAsked(upstream)) {
            mustNotBeItsOwn(
                    endpoint,
                    "verify",
                    "this gateway does not tell which chats are pinned; remove it, or use another one");
            return false;
        }
        return true;
    }

    private static void mustNotBeItsOwn(ChatPinEndpoint endpoint, String option, String why) {
        if (endpoint.hasOwn(option)) {
            throw new IllegalArgumentException(option + ": " + why);
        }
    }

    private static boolean isAsked(Upstream upstream) {
        return upstream.memory().isPresent() && upstream.list() instanceof Listing.Asked;
    }

    /** Says in the log where what is remembered decides, and a restart forgets it. */
    static void warnOfWhatARestartForgets(ChatPinEndpoint endpoint, Upstream upstream, PinCap cap) {
        ChatPinConfiguration options = endpoint.getConfiguration();
        boolean isSync = endpoint.operation() == Operation.SYNC;
        boolean isDecided = isSync && options.getPrune().equals("own") || !isAsked(upstream) && (isSync || cap != null);
        boolean isKept = upstream.memory().map(PinMemory::isKept).orElse(false);
        if (isDecided && !isKept) {
            LOG.warn(
                    "{}: what was pinned before a restart is not known after it, and decides here; set pinRepository",
                    upstream.account().name());
        }
    }
}
