package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.limit.MemoryBucketStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Who takes part in a round: four portals, a gateway with two instances, another one that lists, and one CamelContext, or
 * two that share their limits through a store.
 *
 * <p>A portal for a webhook and one for OAuth are used by no others and always in turn: they must never have to reject a
 * request. At the third, others use up the limit, some endpoints do not wait for it, and methods run out of their
 * operating time. The fourth is for a {@link Shift}, and the gateway that lists mirrors it.
 */
final class Landscape implements AutoCloseable {

    /** What the limits are, in the endpoints' terms: 20 requests a second. */
    private static final int LIMIT = 40;

    private static final int PERIOD = 2000;

    /**
     * What the portals allow beyond. The component counts when it sends, and the upstream when something arrives; a busy
     * machine may hold a request up in between, here by half a second. At a real portal's pace that is one request.
     */
    private static final int HELD_UP = 10;

    /** What the gateway permits in windows of a second. */
    private static final int WINDOW = 20;

    /**
     * What it allows beyond where two contexts share its limit. Through a store they leave a thirtieth of a window for
     * requests that arrive late, 2 s at the real gateway and next to nothing here.
     */
    private static final int LATE_ARRIVALS = 8;

    /** The dialogs that portals refuse. */
    static final List<String> REFUSED = List.of("chat8", "chat9");

    private static final int OPEN_LINES = 3;
    private static final int CHATS = 10;

    final FakeBitrix24 webhookPortal;
    final FakeBitrix24 oauthPortal;
    final FakeBitrix24 roughPortal;
    final FakeBitrix24 shiftPortal;
    final Shift shift;
    final FakeRyzeApi gateway;
    final FakeGateway listingGateway = FakeGateway.wwebjs().start();
    final Mirror mirror;
    final MemoryBucketStore.Server store = new MemoryBucketStore.Server();
    final List<Host> hosts = new ArrayList<>();
    final boolean mayRunOutOfOperatingTime;
    final boolean mayLoseTheStore;
    private final Random random;

    Landscape(String name, Random random) {
        this.random = random;
        webhookPortal = portal();
        oauthPortal = portal();
        roughPortal = portal();
        shiftPortal = portal();
        shiftPortal.pinCap(Shift.PLACES);
        boolean two = random.nextBoolean();
        gateway = FakeRyzeApi.builder()
                .limit(two ? WINDOW + LATE_ARRIVALS : WINDOW, Duration.ofSeconds(1))
                .windowPhase(Duration.ofMillis(random.nextInt(1000)))
                .start();
        gateway.addInstance("beta");
        gateway.latency(Duration.ofMillis(random.nextInt(10)));
        mayRunOutOfOperatingTime = random.nextInt(3) == 0;
        mayLoseTheStore = two && random.nextBoolean();
        OAuthTokenStore tokens = new Tokens();
        for (int i = 0; i < (two ? 2 : 1); i++) {
            hosts.add(new Host(name + "-" + i, tokens, store));
        }
        List<String> whatsApp = account("token=" + gateway.accountToken(), two);
        List<String> webhook = account("authorizationToken=" + webhookPortal.webhookToken(), two);
        if (two) {
            Host first = hosts.get(0);
            first.add(whatsApp("acme", whatsApp));
            first.add(dialogs("webhook 0", webhookPortal, 0, webhook));
            hosts.get(1).add(whatsApp("beta", whatsApp));
            hosts.get(1).add(dialogs("webhook 1", webhookPortal, 100, webhook));
            hosts.get(1).add(openLines("webhook 1 lines", webhookPortal, 100, webhook));
        } else {
            Host only = hosts.get(0);
            only.add(whatsApp("acme", whatsApp));
            only.add(whatsApp("beta", whatsApp));
            only.add(dialogs("webhook", webhookPortal, 0, webhook));
            only.add(openLines("webhook lines", webhookPortal, 0, webhook));
        }
        addOAuth(hosts.get(0));
        addRough(hosts.get(0));
        List<String> ofTheShift = account("authorizationToken=" + shiftPortal.webhookToken(), false);
        shift = shift(ofTheShift);
        hosts.get(0).add(shift);
        mirror = mirror(ofTheShift);
        hosts.get(0).add(mirror);
    }

    private Shift shift(List<String> options) {
        List<String> patient = with(
                options,
                "pinLimit=" + Shift.PLACES + "&maxRetries=8&retryDelay=5&requestTimeout=" + Way.REQUEST_TIMEOUT);
        List<Way> syncs = List.of(
                bitrix24(shiftPortal, with(patient, "operation=sync"), 50, null),
                bitrix24(shiftPortal, with(patient, "operation=sync&prune=own&verify=true"), 50, null),
                bitrix24(shiftPortal, with(patient, "operation=sync&verify=true"), 1 + random.nextInt(4), null));
        List<Way> pins = new ArrayList<>();
        for (String policy : List.of("evictOldest", "evictOldest&verify=true", "skip", "fail&verify=true")) {
            pins.add(bitrix24(
                    shiftPortal,
                    with(patient, "pinLimitPolicy=" + policy),
                    random.nextBoolean() ? 50 : 1 + random.nextInt(4),
                    null));
        }
        return new Shift(shiftPortal, syncs, pins, bitrix24(shiftPortal, with(options, "operation=list"), 50, null));
    }

    private Mirror mirror(List<String> shiftOptions) {
        for (int i = 0; i < Shift.CHATS; i++) {
            listingGateway.addChat(Mirror.phoneOf("chat" + i) + "@s.whatsapp.net", "Customer " + i);
        }
        String patient = "maxRetries=8&retryDelay=5&requestTimeout=" + Way.REQUEST_TIMEOUT;
        String kept = "&pinRepository=#bean:pins";
        return new Mirror(
                shiftPortal,
                listingGateway,
                shiftUri(shiftOptions, patient + "&delay=300&emitExisting=true" + kept),
                shiftUri(shiftOptions, patient + "&operation=list"),
                uri(
                                "whatsapp?gateway=wwebjs&gatewayUrl=" + listingGateway.url() + "&instance="
                                        + listingGateway.session(),
                                List.of("token=" + listingGateway.token(), patient))
                        + "&operation=sync&prune=own&allowEmpty=true" + kept);
    }

    private String shiftUri(List<String> options, String more) {
        return uri("bitrix24?portalUrl=" + shiftPortal.url(), with(options, more)) + "&throttleLimit=" + LIMIT
                + "&throttlePeriod=" + PERIOD;
    }

    private FakeBitrix24 portal() {
        FakeBitrix24 portal = FakeBitrix24.builder()
                .limit(LIMIT + HELD_UP, LIMIT * 1000 / PERIOD)
                .tickPhase(Duration.ofMillis(random.nextInt(1000)))
                .pinCap(10_000)
                .start();
        portal.denyAccess(REFUSED.get(0));
        portal.notMember(REFUSED.get(1));
        return portal;
    }

    /** Returns the options on which the endpoints of one account must agree. */
    private List<String> account(String credentials, boolean shared) {
        List<String> options =
                new ArrayList<>(List.of(credentials, "maxPending=" + (5 + random.nextInt(60)), "connectTimeout=1000"));
        if (shared) {
            String failure = random.nextBoolean() ? "wait" : "fail";
            options.addAll(List.of("bucketStore=#bean:store", "bucketStoreFailure=" + failure));
        }
        return options;
    }

    private void addOAuth(Host host) {
        List<String> options = account(
                "accessToken=%s&refreshToken=%s&clientId=%s&clientSecret=%s&tokenUrl=%s&tokenStore=#bean:tokens"
                        .formatted(
                                oauthPortal.accessToken(),
                                oauthPortal.refreshToken(),
                                oauthPortal.clientId(),
                                oauthPortal.clientSecret(),
                                oauthPortal.tokenUrl()),
                false);
        host.add(dialogs("oauth", oauthPortal, 0, options));
        host.add(openLines("oauth lines", oauthPortal, 0, options));
    }

    private void addRough(Host host) {
        List<String> options = account("authorizationToken=" + roughPortal.webhookToken(), false);
        host.add(dialogs("rough", roughPortal, 0, options));
        IntStream.range(CHATS, CHATS + OPEN_LINES).forEach(roughPortal::openLine);
        List<Way> ways = List.of(
                bitrix24(roughPortal, with(options, "maxRetries=6&operation=pinAll"), 50, true),
                bitrix24(roughPortal, with(options, "maxRetries=6&operation=unpinAll"), 1, false));
        Chat all = new Chat(
                Journal.ALL_OPEN_LINES,
                List.of(""),
                () -> roughPortal.pinnedOpenLines().size() == OPEN_LINES,
                false);
        host.add(new Account("rough all", roughPortal, List.of(all), ways, false, 1));
    }

    private Account dialogs(String name, FakeBitrix24 portal, int firstChat, List<String> options) {
        List<Chat> chats = new ArrayList<>();
        for (int i = firstChat; i < firstChat + CHATS; i++) {
            String id = "chat" + i;
            chats.add(new Chat(
                    Journal.recent(id),
                    List.of(id, "CHAT" + i, "chat00" + i),
                    () -> portal.isPinned(id),
                    i == 8 || i == 9));
        }
        return new Account(name, portal, chats, ways(portal, options), true, CHATS);
    }

    private Account openLines(String name, FakeBitrix24 portal, int firstChat, List<String> options) {
        List<Chat> chats = new ArrayList<>();
        for (int i = firstChat + 10; i < firstChat + 10 + CHATS; i++) {
            long id = i;
            chats.add(new Chat(
                    Journal.openLine(id),
                    List.of("" + id, "chat" + id, "0" + id),
                    () -> portal.isOpenLinePinned(id),
                    false));
        }
        return new Account(
                name, portal, chats, ways(portal, with(options, "method=imopenlines.session.mode.pin")), true, CHATS);
    }

    private Account whatsApp(String instance, List<String> options) {
        List<Chat> chats = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String number = "551190000000" + i;
            String jid = number + "@s.whatsapp.net";
            chats.add(new Chat(
                    Journal.whatsApp(instance, number),
                    List.of(number, jid, "+55 11 9000-0000" + i),
                    () -> gateway.pinnedChats(instance).contains(jid),
                    false));
        }
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ways.add(new Way(
                    uri("whatsapp?gatewayUrl=" + gateway.url() + "&instance=" + instance, with(options, manner(i)))
                            + "&throttleLimit=" + WINDOW + "&throttlePeriod=1000",
                    1,
                    null));
        }
        return new Account("whatsapp " + instance, gateway, chats, ways, true, 3);
    }

    private List<Way> ways(FakeBitrix24 portal, List<String> options) {
        int[] sizes = {50, 1, 2, 7, 50};
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String throttle = portal == roughPortal && i > 0 ? "&throttle=" + random.nextBoolean() : "";
            ways.add(bitrix24(portal, with(options, manner(i) + throttle), sizes[random.nextInt(sizes.length)], null));
        }
        return ways;
    }

    private Way bitrix24(FakeBitrix24 portal, List<String> options, int batchSize, Boolean onlyState) {
        String maxWait = portal == roughPortal ? "&maxWait=4000" : ""; // an operating limit may hold for a minute
        return new Way(
                uri("bitrix24?portalUrl=" + portal.url(), options) + "&throttleLimit=" + LIMIT + "&throttlePeriod="
                        + PERIOD + "&batchSize=" + batchSize + maxWait,
                batchSize,
                onlyState);
    }

    private String manner(int way) {
        if (way == 0) {
            return "maxRetries=6&retryDelay=5&requestTimeout=" + Way.REQUEST_TIMEOUT;
        }
        return "maxRetries=%d&retryDelay=%d&requestTimeout=%d"
                .formatted(random.nextInt(5), 1 + random.nextInt(30), Way.REQUEST_TIMEOUT - 300 * random.nextInt(2));
    }

    private static List<String> with(List<String> options, String more) {
        List<String> all = new ArrayList<>(options);
        all.add(more);
        return all;
    }

    private static String uri(String base, List<String> options) {
        return "chatpin:" + base + "&" + String.join("&", options);
    }

    List<Account> accounts() {
        return hosts.stream().flatMap(host -> host.accounts().stream()).toList();
    }

    List<FakeUpstream> fakes() {
        return List.of(webhookPortal, oauthPortal, roughPortal, shiftPortal, gateway, listingGateway);
    }

    @Override
    public void close() {
        fakes().forEach(FakeUpstream::close);
    }

    /** Tokens as a database would keep them, beyond one context. */
    private static final class Tokens implements OAuthTokenStore {

        private final Map<String, OAuthTokens> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<OAuthTokens> load(String account) {
            return Optional.ofNullable(kept.get(account));
        }

        @Override
        public void save(String account, OAuthTokens tokens) {
            kept.put(account, tokens);
        }
    }
}
