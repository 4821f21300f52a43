package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fake RyzeAPI between two resets: its instances, tokens and limits. Thread-safe. */
final class RyzeGateway {

    /**
     * What a reset does not change.
     *
     * @param pinPaths the paths before the instance's name
     * @param windows the rate limit
     * @param dropsOldestPin whether a fourth pin takes the oldest one's place
     * @param accountToken the token that is valid for all instances
     * @param latency how long a change takes until that is set anew
     */
    record Settings(
            Set<String> pinPaths,
            RateWindows.Settings windows,
            boolean dropsOldestPin,
            String accountToken,
            Duration latency) {}

    private static final String CAP_TEXT =
            "failed to pin chat: server returned error: maximum number of pinned chats reached";

    private final Settings settings;
    private final RateWindows windows;

    // Guarded by this
    private final Map<String, WhatsAppInstance> instances = new LinkedHashMap<>();

    // Guarded by this; canonical JIDs by what a client sends
    private final Map<String, String> canonicalJids = new LinkedHashMap<>();

    // Guarded by this
    private Duration latency;

    // Guarded by this
    private String capText = CAP_TEXT;

    RyzeGateway(Settings settings) {
        this.settings = settings;
        windows = new RateWindows(settings.windows());
        latency = settings.latency();
    }

    Settings settings() {
        return settings;
    }

    RateWindows windows() {
        return windows;
    }

    synchronized void add(WhatsAppInstance instance) {
        if (instances.putIfAbsent(instance.name(), instance) != null) {
            throw new IllegalArgumentException("there is an instance of this name already: " + instance.name());
        }
    }

    synchronized Optional<WhatsAppInstance> instance(String name) {
        return Optional.ofNullable(instances.get(name));
    }

    synchronized List<WhatsAppInstance> instances() {
        return List.copyOf(instances.values());
    }

    /** For names that a test gives. */
    WhatsAppInstance existing(String name) {
        return instance(name).orElseThrow(() -> new IllegalArgumentException("no such instance: " + name));
    }

    boolean knowsToken(String token) {
        return token.equals(settings.accountToken()) || owner(token).isPresent();
    }

    /** The instance whose own token it is. */
    Optional<WhatsAppInstance> owner(String token) {
        return instances().stream()
                .filter(instance -> instance.token().equals(token))
                .findFirst();
    }

    boolean mayUse(String token, WhatsAppInstance instance) {
        return token.equals(settings.accountToken()) || token.equals(instance.token());
    }

    synchronized void mapJid(String number, String jid) {
        canonicalJids.put(number, jid);
    }

    /** The mapped JID; else a JID as it is, and a number's private JID. */
    synchronized String canonicalJid(String number) {
        return canonicalJids.getOrDefault(number, number.contains("@") ? number : number + "@s.whatsapp.net");
    }

    synchronized Duration latency() {
        return latency;
    }

    synchronized void latency(Duration newLatency) {
        latency = newLatency;
    }

    synchronized String capText() {
        return capText;
    }

    synchronized void capText(String newCapText) {
        capText = newCapText;
    }
}
