package io.github.chatpin.camel.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strict stand-in for one of the WhatsApp gateways gowa, OpenWA, wwebjs-api and WPPConnect-server. It serves the calls
 * that pin and unpin a chat, list the chats, and tell how a session is connected.
 *
 * <pre>{@code
 * try (FakeGateway gowa = FakeGateway.gowa().start()) {
 *     // a route to chatpin:whatsapp?gateway=gowa&gatewayUrl=<url()>&instance=<session()>&token=<token()>
 *     assertThat(gowa.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
 * }
 * }</pre>
 *
 * <p>Behind it are phones, one for each session, each with chats of its own; it starts with one that is connected and has
 * no chats. A phone keeps three chats pinned. Which of the gateways see that, and how each answers, differs as it does in
 * reality. Chats are named here as the phone names them, {@code 5511999999999@s.whatsapp.net}, {@code …@g.us},
 * {@code …@lid} or {@code …@newsletter}, or by a number, whatever form the gateway has. Thread-safe.
 */
public final class FakeGateway extends FakeUpstream {

    private final GatewayKind kind;
    private final GatewaySettings settings;
    private final String firstSession;
    private volatile GatewayState state;
    private volatile GatewayServer server;

    FakeGateway(FakeGatewayBuilder builder) {
        super(builder.clock(), builder.ports());
        kind = builder.kind();
        settings = builder.settings();
        firstSession = builder.firstSession();
        state = new GatewayState(settings);
        state.add(firstSession, builder.firstToken(secrets()));
        server = kind.server(state);
        listen(this::read);
    }

    /** {@return settings of a stand-in for gowa (go-whatsapp-web-multidevice)} */
    public static FakeGatewayBuilder gowa() {
        return new FakeGatewayBuilder(GatewayKind.GOWA);
    }

    /** {@return settings of a stand-in for OpenWA} */
    public static FakeGatewayBuilder openWa() {
        return new FakeGatewayBuilder(GatewayKind.OPENWA);
    }

    /** {@return settings of a stand-in for wwebjs-api, and for whatsapp-api, from which it comes} */
    public static FakeGatewayBuilder wwebjs() {
        return new FakeGatewayBuilder(GatewayKind.WWEBJS);
    }

    /** {@return settings of a stand-in for WPPConnect-server} */
    public static FakeGatewayBuilder wppConnect() {
        return new FakeGatewayBuilder(GatewayKind.WPPCONNECT);
    }

    /** {@return which gateway it is: {@code gowa}, {@code openwa}, {@code wwebjs} or {@code wppconnect}} */
    public String gateway() {
        return kind.wireName();
    }

    /** {@return the first session: gowa's device id, OpenWA's UUID, wwebjs-api's or WPPConnect's session} */
    public String session() {
        return firstSession;
    }

    /** {@return the credential for the first session, see {@link #token(String)}} */
    public String token() {
        return token(firstSession);
    }

    /**
     * {@return the credential for a session: a user and a password with a colon between (gowa), an API key (OpenWA,
     * wwebjs-api), or the session's own token (WPPConnect); empty where none is asked for}
     *
     * @param session the session's name
     */
    public String token(String session) {
        return state.existing(session).token();
    }

    /**
     * Adds a connected session with a phone of its own, which stays when the fake is reset.
     *
     * @param name its name; for OpenWA a UUID
     * @return the credential for it
     * @throws IllegalArgumentException if there is one of this name, or the gateway takes no such name
     * @throws IllegalStateException if it is gowa below version 8, which has one device only
     */
    public String addSession(String name) {
        if (kind == GatewayKind.GOWA && settings.gowaVersion() < GowaServer.FIRST_VERSION_WITH_DEVICES) {
            throw new IllegalStateException("gowa below version 8 has one device");
        }
        String token = kind.hasTokenPerSession() ? kind.newToken(secrets()) : token();
        state.add(kind.checkedSession(name), token);
        return token;
    }

    /** {@return the names of all sessions, the first one first; an immutable copy} */
    public List<String> sessions() {
        return state.phones().stream().map(Phone::session).toList();
    }

    /**
     * Sets how a session is connected to WhatsApp. Unless it is connected, pins and lists are answered with 401 (gowa), 404
     * (wwebjs-api, WPPConnect) or 409 (OpenWA; 400, as one that is not started, while it is logged out).
     *
     * @param session the session's name
     * @param newState at the start {@link InstanceState#CONNECTED}
     */
    public void state(String session, InstanceState newState) {
        state.existing(session).state(newState);
    }

    /**
     * Ends {@link #disconnect}.
     *
     * @param session the session's name
     */
    public void connect(String session) {
        state(session, InstanceState.CONNECTED);
    }

    /**
     * Disconnects a session from WhatsApp.
     *
     * @param session the session's name
     */
    public void disconnect(String session) {
        state(session, InstanceState.DISCONNECTED);
    }

    /**
     * {@return whether a session is connected to WhatsApp}
     *
     * @param session the session's name
     */
    public boolean isConnected(String session) {
        return state.existing(session).isConnected();
    }

    /** {@return the first session's pinned chats, the newest pin first; an immutable copy} */
    public List<String> pinnedChats() {
        return pinnedChats(firstSession);
    }

    /**
     * {@return a session's pinned chats, the newest pin first, by the names that {@link #lid} tells of; an immutable copy}
     *
     * @param session the session's name
     */
    public List<String> pinnedChats(String session) {
        return state.existing(session).pinned().stream().map(Jid::toString).toList();
    }

    /**
     * Adds a chat to the first session's phone. Without it, gowa and OpenWA with Baileys pin all the same, WPPConnect pins
     * nothing, and the others begin the chat.
     *
     * @param jid the chat
     * @param title what a list shows
     */
    public void addChat(String jid, String title) {
        addChat(firstSession, jid, title);
    }

    /**
     * Adds a chat to a session's phone.
     *
     * @param session the session's name
     * @param jid the chat
     * @param title what a list shows
     */
    public void addChat(String session, String jid, String title) {
        state.existing(session).add(Jid.of(jid), title, clock().instant());
    }

    /**
     * Deletes a chat of the first session's phone, and its pin with it.
     *
     * @param jid the chat
     */
    public void removeChat(String jid) {
        state.firstPhone().remove(Jid.of(jid));
    }

    /**
     * Makes WhatsApp say that a number is not registered. No chat with it begins.
     *
     * @param number the number
     */
    public void notOnWhatsApp(String number) {
        state.numbers().unregister(Jid.of(number));
    }

    /**
     * Lets WhatsApp migrate a person to a LID: lists write the chat, pinned before or not, by the LID from now on. gowa
     * keeps to the number, and takes the LID for it.
     *
     * @param number the person's number
     * @param lid the LID, with or without its {@code @lid}
     */
    public void lid(String number, String lid) {
        Jid name = new Jid(lid.endsWith("@" + Jid.LID) ? lid.substring(0, lid.indexOf('@')) : lid, Jid.LID);
        state.numbers().migrate(Jid.of(number), name, kind != GatewayKind.GOWA);
    }

    /**
     * Pins a chat of the first session on the phone; it is added if the phone does not have it.
     *
     * @param jid the chat
     * @throws IllegalStateException if the phone has as many pinned chats as it can
     */
    public void pinByHand(String jid) {
        Phone phone = state.firstPhone();
        Jid chat = Jid.of(jid);
        if (!phone.isPinned(chat) && phone.pinCount() >= settings.cap()) {
            throw new IllegalStateException("the phone has as many pinned chats as it can: " + phone.pinned());
        }
        if (!phone.has(chat)) {
            phone.add(chat, chat.user(), clock().instant());
        }
        phone.pin(chat, clock().instant());
    }

    /**
     * Unpins a chat of the first session on the phone.
     *
     * @param jid the chat
     */
    public void unpinByHand(String jid) {
        state.firstPhone().unpin(Jid.of(jid));
    }

    /**
     * Makes the next look-ups fail that precede a change: of numbers (gowa, WPPConnect) or of chats (OpenWA with a
     * browser, wwebjs-api). The gateways answer as if number or chat did not exist, and WPPConnect pins all the same.
     *
     * @param times how many; 0 ends it
     */
    public void failLookUps(int times) {
        state.numbers().failLookUps(times);
    }

    /**
     * Sets how long a change takes. Others of the same session may overlap with it, see {@link #overlaps}.
     *
     * @param latency in real time; at the start zero
     */
    public void latency(Duration latency) {
        state.latency(latency);
    }

    /**
     * Sets how long a list takes.
     *
     * @param latency in real time; at the start zero
     */
    public void listLatency(Duration latency) {
        state.listLatency(latency);
    }

    /** {@return how many changes came while another of the same session was under way; no gateway refuses them} */
    public int overlaps() {
        return state.phones().stream().mapToInt(Phone::overlaps).sum();
    }

    /** {@return how many requests were answered with 429 by OpenWA's rate limits; scripted faults do not count} */
    public int rejected() {
        return state.limits().rejected();
    }

    /**
     * Counts requests of others for each of OpenWA's calls, as far as its rate limits let them in. The other gateways have
     * no limits.
     *
     * @param requests how many
     */
    public void consume(int requests) {
        server.routes().forEach(route -> state.limits().consume(route.template(), requests, clock().instant()));
    }

    @Override
    void resetState() {
        GatewayState fresh = new GatewayState(settings);
        state.phones().forEach(phone -> fresh.add(phone.session(), phone.token()));
        state = fresh;
        server = kind.server(fresh);
    }

    private UpstreamCall read(IncomingRequest incoming) {
        GatewayServer serving = server;
        GatewayRequest request = GatewayRequest.of(incoming, waitingRoom().take());
        List<String> violations = new ArrayList<>();
        GatewayCall call = call(serving, request, violations);
        String where = incoming.httpMethod() + " " + secrets().mask(incoming.path());
        violations.forEach(violation -> journal().complain(secrets().mask(violation) + ": " + where));
        return call;
    }

    private GatewayCall call(GatewayServer serving, GatewayRequest request, List<String> violations) {
        IncomingRequest incoming = request.incoming();
        boolean isKnownPath = false;
        for (GatewayRoute route : serving.routes()) {
            Optional<Map<String, String>> path = route.match(incoming.path());
            isKnownPath |= path.isPresent();
            if (path.isPresent() && route.httpMethod().equals(incoming.httpMethod())) {
                GatewayRequest routed = request.at(path.get());
                violations.addAll(route.violations().apply(routed));
                return new GatewayCall(
                        recorded(serving, routed, route.apiMethod().apply(routed)),
                        () -> serving.refusal(route, incoming.receivedAt()),
                        () -> route.work().apply(routed));
            }
        }
        violations.add(isKnownPath ? "wrong HTTP method" : "unknown path");
        return new GatewayCall(recorded(serving, request, ""), Optional::empty, () -> serving.notFound(incoming));
    }

    private RecordedRequest recorded(GatewayServer serving, GatewayRequest request, String apiMethod) {
        IncomingRequest incoming = request.incoming();
        return new RecordedRequest(
                incoming.httpMethod(),
                secrets().mask(incoming.path()),
                apiMethod,
                secrets().mask(request.parameters(), Object.class),
                secrets().mask(incoming.headers(), String.class),
                serving.credentials(incoming),
                incoming.receivedAt(),
                0,
                List.of());
    }
}
