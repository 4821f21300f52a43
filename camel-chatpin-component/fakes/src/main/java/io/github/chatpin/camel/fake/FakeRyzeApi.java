package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.util.List;

/**
 * A strict stand-in for the WhatsApp gateway RyzeAPI. It serves the call that pins a chat and the list of instances.
 *
 * <pre>{@code
 * try (FakeRyzeApi ryze = FakeRyzeApi.start()) {
 *     // a route to chatpin:whatsapp?gatewayUrl=<url()>&instance=<instance()>&token=<token()>
 *     assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
 * }
 * }</pre>
 *
 * It starts with one connected instance. Each instance holds three pinned chats at most, and refuses a change while
 * another is under way; each token has 100 requests per minute of the clock. Thread-safe.
 */
public final class FakeRyzeApi extends FakeUpstream {

    private final RyzeGateway.Settings settings;
    private final String firstInstance;
    private volatile RyzeGateway gateway;

    FakeRyzeApi(FakeRyzeApiBuilder builder) {
        super(builder.clock(), builder.ports());
        settings = builder.settings(secrets());
        gateway = new RyzeGateway(settings);
        WhatsAppInstance first = builder.firstInstance(secrets());
        firstInstance = first.name();
        gateway.add(first);
        listen(this::read);
    }

    /** {@return settings to start a fake with} */
    public static FakeRyzeApiBuilder builder() {
        return new FakeRyzeApiBuilder();
    }

    /** {@return a fake with the default settings, which has started} */
    public static FakeRyzeApi start() {
        return builder().start();
    }

    /** {@return the name of the first instance} */
    public String instance() {
        return firstInstance;
    }

    /** {@return the first instance's own token} */
    public String token() {
        return token(firstInstance);
    }

    /**
     * {@return an instance's own token}
     *
     * @param instance the instance's name
     */
    public String token(String instance) {
        return gateway.existing(instance).token();
    }

    /** {@return the token that is valid for all instances} */
    public String accountToken() {
        return settings.accountToken();
    }

    /**
     * Adds a connected instance, which stays when the fake is reset.
     *
     * @param name its name
     * @return its own token
     * @throws IllegalArgumentException if there is one of this name
     */
    public String addInstance(String name) {
        WhatsAppInstance instance = new WhatsAppInstance(name, secrets().issue("instance-"));
        gateway.add(instance);
        return instance.token();
    }

    /**
     * Disconnects an instance from WhatsApp: 503 for its calls.
     *
     * @param instance the instance's name
     */
    public void disconnect(String instance) {
        state(instance, InstanceState.DISCONNECTED);
    }

    /**
     * Ends {@link #disconnect}.
     *
     * @param instance the instance's name
     */
    public void connect(String instance) {
        state(instance, InstanceState.CONNECTED);
    }

    /**
     * Sets how an instance is connected to WhatsApp; unless it is connected, its calls are answered with 503.
     *
     * @param instance the instance's name
     * @param state at the start {@link InstanceState#CONNECTED}
     */
    public void state(String instance, InstanceState state) {
        gateway.existing(instance).state(state);
    }

    /** {@return the JIDs of the first instance's pinned chats, the newest first; an immutable copy} */
    public List<String> pinnedChats() {
        return pinnedChats(firstInstance);
    }

    /**
     * {@return the JIDs of an instance's pinned chats, the newest first; an immutable copy}
     *
     * @param instance the instance's name
     */
    public List<String> pinnedChats(String instance) {
        return gateway.existing(instance).pinned();
    }

    /**
     * Sets the canonical JID of a number, as WhatsApp knows it.
     *
     * @param number what a client sends, a number or a JID
     * @param jid what the gateway makes of it
     */
    public void canonicalJid(String number, String jid) {
        gateway.mapJid(number, jid);
    }

    /**
     * Sets the text of the error that a fourth pin meets.
     *
     * @param text the message
     */
    public void capText(String text) {
        gateway.capText(text);
    }

    /**
     * Sets how long a change takes; another of the same instance in that time is answered with 409.
     *
     * @param latency in real time; at the start zero
     */
    public void latency(Duration latency) {
        gateway.latency(latency);
    }

    /** {@return how many requests were answered with 409 because they overlapped with another change} */
    public int conflicts() {
        return gateway.instances().stream()
                .mapToInt(WhatsAppInstance::conflicts)
                .sum();
    }

    /** {@return how many requests were answered with 429 by the rate limit; scripted faults do not count} */
    public int rejected() {
        return gateway.windows().rejected();
    }

    /**
     * Counts requests that others sent with a token, as far as the limit lets them in.
     *
     * @param token the token
     * @param requests how many
     */
    public void consume(String token, int requests) {
        gateway.windows().consume(token, requests, clock().instant());
    }

    @Override
    void resetState() {
        RyzeGateway fresh = new RyzeGateway(settings);
        gateway.instances().forEach(instance -> fresh.add(new WhatsAppInstance(instance.name(), instance.token())));
        gateway = fresh;
    }

    /** {@return the names of all instances, the first one first; an immutable copy} */
    public List<String> instances() {
        return gateway.instances().stream().map(WhatsAppInstance::name).toList();
    }

    /**
     * {@return whether an instance is connected to WhatsApp}
     *
     * @param instance the instance's name
     */
    public boolean isConnected(String instance) {
        return gateway.existing(instance).isConnected();
    }

    private UpstreamCall read(IncomingRequest incoming) {
        RyzeRequest request = RyzeRequest.of(incoming, settings.pinPaths());
        String where = incoming.httpMethod() + " " + secrets().mask(incoming.path());
        request.violations().forEach(violation -> journal().complain(secrets().mask(violation) + ": " + where));
        return new RyzeCall(request, gateway, waitingRoom().take(), secrets());
    }
}
