package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEngine;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One endpoint for many accounts, of which each message names one. */
@Timeout(60)
class ManyAccountsRouteTest extends RouteTestSupport {

    private static final String PINS = "chatpin:bitrix24?accounts=#bean:portals&retryDelay=1";

    @RegisterExtension
    static final FakeBitrix24Extension ACME =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().pinCap(1000));

    @RegisterExtension
    static final FakeBitrix24Extension GLOBEX =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().pinCap(1000));

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().unlimited());

    private final FakeBitrix24 acme = ACME.fake();
    private final FakeBitrix24 globex = GLOBEX.fake();
    private final FakeRyzeApi ryzeApi = RYZE_API.fake();
    private final Portals portals = new Portals();
    private final Map<String, AsyncProducer> producers = new HashMap<>();

    @BeforeEach
    void bind() {
        portals.add("acme", acme).add("globex", globex);
        context.getRegistry().bind("portals", portals);
    }

    @AfterEach
    void release() {
        acme.release();
    }

    @Test
    void pinsInThePortalThatTheMessageNames() {
        Exchange inAcme = pinFor("acme", "chat1");
        Exchange inGlobex = pinFor("globex", "chat2");

        assertThat(inAcme.getException()).isNull();
        assertThat(inAcme.getMessage().getBody(PinResult.class))
                .isEqualTo(new PinResult("bitrix24", "chat1", true, null, null));
        assertThat(inGlobex.getException()).isNull();
        assertThat(acme.pinnedDialogs()).containsExactly("chat1");
        assertThat(globex.pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void pinsWithThePhoneThatTheMessageNames() {
        portals.add(
                "sales", Map.of("gatewayUrl", ryzeApi.url(), "instance", ryzeApi.instance(), "token", ryzeApi.token()));

        Exchange exchange = pinFor("chatpin:whatsapp?accounts=#bean:portals", "sales", "5511999999999");

        assertThat(exchange.getException()).isNull();
        assertThat(ryzeApi.requests()).hasSize(1);
    }

    @Test
    void renewsTheTokensOfAnOAuthAccount() {
        portals.add("acme", oauth());
        String uri = PINS + "&tokenUrl=" + acme.tokenUrl();
        assertThat(pinFor(uri, "acme", "chat1").getException()).isNull();
        acme.expireAccessToken();

        Exchange exchange = pinFor(uri, "acme", "chat2");

        assertThat(exchange.getException()).isNull();
        assertThat(acme.renewals()).isEqualTo(1);
        assertThat(portals.lookedUp()).hasSize(1);
    }

    @Test
    void keepsTheTokensOfAllAccountsInOneStore() {
        Map<String, OAuthTokens> kept = new ConcurrentHashMap<>();
        context.getRegistry().bind("tokens", storeIn(kept));
        portals.add("acme", oauth());
        String uri = PINS + "&accountIdle=0&tokenStore=#bean:tokens&tokenUrl=" + acme.tokenUrl();
        acme.expireAccessToken();
        assertThat(pinFor(uri, "acme", "chat1").getException()).isNull();

        assertThat(pinFor(uri, "acme", "chat2").getException()).isNull();

        assertThat(kept).hasSize(1);
        assertThat(acme.renewals()).isEqualTo(1);
    }

    @Test
    void failsThePinsOfAnAccountWhoseRenewalIsRefusedAndHoldsUpNoOthers() {
        portals.add("acme", oauth());
        acme.refuseRenewal("invalid_grant");
        acme.expireAccessToken();
        String uri = PINS + "&tokenUrl=" + acme.tokenUrl();

        for (int i = 0; i < 5; i++) {
            assertThat(pinFor(uri, "acme", "chat" + i).getException()).isInstanceOf(AuthenticationException.class);
        }

        assertThat(pinFor(uri, "globex", "chat1").getException()).isNull();
        assertThat(acme.requests())
                .filteredOn(request -> request.apiMethod().equals("oauth.token"))
                .hasSize(1);
    }

    @Test
    void triesAgainWhereTheTokenStoreCannotBeRead() {
        AtomicInteger calls = new AtomicInteger();
        OAuthTokenStore store = storeIn(new ConcurrentHashMap<>());
        context.getRegistry().bind("tokens", new OAuthTokenStore() {
            @Override
            public Optional<OAuthTokens> load(String account) {
                if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("down");
                }
                return store.load(account);
            }

            @Override
            public void save(String account, OAuthTokens tokens) {
                store.save(account, tokens);
            }
        });
        portals.add("acme", oauth());

        Exchange exchange = pinFor(PINS + "&tokenStore=#bean:tokens&tokenUrl=" + acme.tokenUrl(), "acme", "chat1");

        assertThat(exchange.getException()).isNull();
        assertThat(calls).hasValue(2);
    }

    private static OAuthTokenStore storeIn(Map<String, OAuthTokens> kept) {
        return new OAuthTokenStore() {
            @Override
            public Optional<OAuthTokens> load(String account) {
                return Optional.ofNullable(kept.get(account));
            }

            @Override
            public void save(String account, OAuthTokens tokens) {
                kept.put(account, tokens);
            }
        };
    }

    private Map<String, String> oauth() {
        return Map.of(
                "portalUrl", acme.url(),
                "accessToken", acme.accessToken(),
                "refreshToken", acme.refreshToken(),
                "clientId", acme.clientId(),
                "clientSecret", acme.clientSecret());
    }

    @Test
    void listsAndSyncsTheAccountThatTheMessageNames() {
        acme.addRecent("chat1", "chat2", "chat3");
        pinFor("acme", "chat1");

        Exchange sync = sendFor(PINS + "&operation=sync", "acme", List.of("chat2", "chat3"));
        Exchange list = sendFor(PINS + "&operation=list", "acme", null);

        assertThat(sync.getMessage().getBody(PinSyncResult.class))
                .isEqualTo(new PinSyncResult(List.of("chat2", "chat3"), List.of("chat1"), List.of(), List.of()));
        assertThat(RouteTestSupport.<PinnedChat>list(list))
                .extracting(PinnedChat::chatId)
                .containsExactly("chat2", "chat3");
        assertThat(portals.lookedUp()).containsExactly("acme");
    }

    @Test
    void looksAnAccountUpOnce() {
        for (int chat = 0; chat < 10; chat++) {
            assertThat(pinFor("acme", "chat" + chat).getException()).isNull();
        }

        assertThat(portals.lookedUp()).containsExactly("acme");
    }

    @Test
    void looksAccountsUpOnThreadsOfTheirOwn() {
        pinFor("acme", "chat1");

        assertThat(portals.threads()).allMatch(name -> name.contains("ChatPinLookUp"));
    }

    @Test
    void letsExchangesWaitForALookUpInTheirOrderAndWithoutAThread() {
        portals.close("acme");
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            exchanges.add(sendAsync(PINS, "acme", "chat1", i % 2 == 0));
        }
        exchanges.add(sendAsync(PINS, "acme", "chat2"));

        portals.open("acme");

        assertAllDone(exchanges);
        assertThat(portals.lookedUp()).containsExactly("acme");
        assertThat(statesOf("chat1")).isEqualTo(states(0, 50));
    }

    @Test
    void letsExchangesOfSeveralEndpointsWaitInTheirOrder() {
        portals.close("acme");
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String endpoint = PINS + "&maxRetries=" + (3 + i % 3);
            exchanges.add(sendAsync(endpoint, "acme", "chat1", i % 2 == 0));
        }

        portals.open("acme");

        assertAllDone(exchanges);
        assertThat(portals.lookedUp()).containsExactly("acme");
        assertThat(statesOf("chat1")).isEqualTo(states(0, 20));
    }

    @Test
    void letsExchangesOfOtherAccountsPass() {
        portals.close("acme");
        CompletableFuture<Exchange> waiting = sendAsync(PINS, "acme", "chat1");

        assertThat(pinFor("globex", "chat2").getException()).isNull();

        assertThat(waiting).isNotDone();
        portals.open("acme");
        assertThat(ended(waiting).getException()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "nobody", "ACME", " acme", "acme\n"})
    void failsWithoutTheNameOfAnAccount(String name) {
        Exchange exchange = pinFor(name, "chat1");

        assertThat(exchange.getException()).isInstanceOf(InvalidPinRequestException.class);
        assertThat(acme.requests()).isEmpty();
    }

    @Test
    void showsNoControlCharactersOfAName() {
        assertThat(pinFor("nobody\r\nat home" + "x".repeat(1000), "chat1").getException())
                .hasMessageStartingWith("No account nobody??at homexxx")
                .hasMessageEndingWith("xxx: accounts does not know it");
    }

    @ParameterizedTest
    @CsvSource({
        "portalUrl, http://acme.example, portalUrl",
        "portalUrl, https://acme.example/rest/1/abc123secret/, portalUrl",
        "authorizationToken, abc123secret, authorizationToken",
        "accessToken, abc123secret, two kinds of credentials",
        "plan, abc123secret, plan: unknown",
        "token, abc123secret, token: no option of this platform",
        "maxRetries, abc123secret, maxRetries: says not whose an account is"
    })
    void namesAccountAndOptionThatCannotWorkAndNotTheValue(String option, String value, String expected) {
        Map<String, String> options =
                new HashMap<>(Map.of("portalUrl", acme.url(), "authorizationToken", acme.webhookToken()));
        options.put(option, value);
        portals.add("odd", options);

        Exchange exchange = pinFor("odd", "chat1");

        assertThat(exchange.getException())
                .isInstanceOf(InvalidPinRequestException.class)
                .hasMessageStartingWith("Account odd: ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("abc123secret")
                .hasMessageNotContaining(acme.webhookToken());
    }

    @Test
    void takesAnAccountThatWasMendedInTheSource() {
        portals.add("odd", Map.of("portalUrl", acme.url()));
        assertThat(pinFor("odd", "chat1").getException()).isInstanceOf(InvalidPinRequestException.class);

        portals.add("odd", acme);

        assertThat(pinFor("odd", "chat1").getException()).isNull();
    }

    @Test
    void asksASourceAgainThatHasFailed() {
        portals.failNext(() -> new IllegalArgumentException("password=abc123secret"), 2);

        assertThat(pinFor("acme", "chat1").getException()).isNull();

        assertThat(portals.lookedUp()).hasSize(3);
    }

    @Test
    void failsWhenTheSourceFailsForLongWithoutWhatItSays() {
        portals.failNext(() -> new IllegalStateException("password=abc123secret"), 2);

        Exchange exchange = pinFor(PINS + "&maxRetries=1", "acme", "chat1");

        assertThat(exchange.getException())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("Account acme could not be looked up (java.lang.IllegalStateException)")
                .hasNoCause();
        assertThat(((ChatPinException) exchange.getException()).isRetryable()).isTrue();
        assertThat(pinFor("acme", "chat1").getException()).isNull();
    }

    @Test
    void failsWhenTheSourceDoesNotAnswer() {
        portals.close("acme");

        Exchange exchange = pinFor(PINS + "&maxRetries=1&requestTimeout=100", "acme", "chat1");

        assertThat(exchange.getException())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("Account acme could not be looked up (no answer within requestTimeout=100 ms)");
        portals.open("acme");
        assertThat(pinFor("acme", "chat1").getException()).isNull();
    }

    @Test
    void takesOtherCredentialsWhereTheUpstreamHasRefusedThem() {
        portals.add("acme", refused());
        portals.addAfterNextLookUp("acme", acme);

        Exchange exchange = pinFor("acme", "chat1");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(acme.pinnedDialogs()).containsExactly("chat1");
        assertThat(portals.lookedUp()).containsExactly("acme", "acme");
    }

    @Test
    void failsWhereTheSourceHasNoOtherCredentials() {
        portals.add("acme", refused());

        Exchange exchange = pinFor("acme", "chat1");

        assertThat(exchange.getException()).isInstanceOf(AuthenticationException.class);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(portals.lookedUp()).hasSize(2);
    }

    @Test
    void triesAnExchangeWithOtherCredentialsOnce() {
        portals.add("acme", refused());
        assertThat(pinFor("acme", "chat1").getException()).isInstanceOf(AuthenticationException.class);
        portals.add("acme", Map.of("portalUrl", acme.url(), "authorizationToken", "1/goneagain"));

        Exchange exchange = pinFor("acme", "chat1");

        assertThat(exchange.getException()).isInstanceOf(AuthenticationException.class);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(portals.lookedUp()).hasSize(3);
    }

    @Test
    void tellsThatTheCredentialsWereRefusedWhereTheSourceFailsThen() {
        portals.add("acme", refused());
        assertThat(pinFor("acme", "chat1").getException()).isInstanceOf(AuthenticationException.class);
        portals.failNext(() -> new IllegalStateException("down"), 4);

        assertThat(pinFor("acme", "chat1").getException()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void keepsTheOrderWhileItTakesOtherCredentials() {
        portals.add("acme", refused());
        pinFor("acme", "chat9");
        portals.close("acme");
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            exchanges.add(sendAsync(PINS, "acme", "chat1", i % 2 == 0));
        }
        await().until(() -> portals.lookedUp().size() == 3);
        portals.add("acme", acme);
        for (int i = 20; i < 40; i++) {
            exchanges.add(sendAsync(PINS, "acme", "chat1", i % 2 == 0));
        }

        portals.open("acme");

        assertAllDone(exchanges);
        List<String> states = statesOf("chat1");
        assertThat(states.subList(states.size() - 40, states.size())).isEqualTo(states(0, 40));
    }

    @Test
    void triesABulkWithOtherCredentialsThatCanBeIteratedOnlyOnce() {
        portals.add("acme", refused());
        pinFor("acme", "chat9");
        portals.add("acme", acme);
        Iterator<String> chats = List.of("chat1", "chat2", "crm5").iterator();

        Exchange exchange = sendFor(PINS, "acme", (Iterable<String>) () -> chats);

        assertThat(exchange.getException()).isInstanceOfSatisfying(BulkPinException.class, failure -> {
            assertThat(failure.getResults()).extracting(PinResult::chatId).containsExactly("chat1", "chat2");
            assertThat(failure.getFailures()).hasSize(1);
        });
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void failsOneThatIsNoLongerKnownForItsCredentials() {
        portals.add("acme", refused());
        pinFor("acme", "chat1");
        portals.remove("acme");

        assertThat(pinFor("acme", "chat1").getException()).isInstanceOf(AuthenticationException.class);
        assertThat(pinFor("acme", "chat1").getException()).isInstanceOf(InvalidPinRequestException.class);
    }

    @Test
    void isOneAccountWithAnEndpointOfItsOwn() throws Exception {
        pin(bitrix24(acme), "chat1");
        pinFor("acme", "chat2");
        portals.add("alias", acme);
        pinFor("alias", "chat3");

        assertThat(accounts()).hasSize(1);
        assertThat(accounts().get(0).report().counts().done()).isEqualTo(3);
    }

    @Test
    void failsAnAccountThatDisagreesWithAnEndpointOfItsOwn() {
        pin(bitrix24(acme, "plan=enterprise"), "chat1");

        assertThat(pinFor("acme", "chat2").getException())
                .isInstanceOf(InvalidPinRequestException.class)
                .hasMessageStartingWith("Account acme: plan: another endpoint");
    }

    @Test
    void forgetsAnAccountThatIsNotUsed() throws Exception {
        String uri = PINS + "&accountIdle=1";
        pinFor(uri, "acme", "chat1");

        await().until(() -> accounts().isEmpty());

        assertThat(pinFor(uri, "acme", "chat2").getException()).isNull();
        assertThat(portals.lookedUp()).hasSize(2);
    }

    @Test
    void keepsAnAccountWhileAnExchangeIsUnderWay() throws Exception {
        String uri = PINS + "&accountIdle=0&maxRetries=0";
        acme.failNext(Fault.hang(), 1);
        CompletableFuture<Exchange> first = sendAsync(uri, "acme", "chat1");
        await().until(() -> acme.requests().size() == 1);

        pinFor(uri, "acme", "chat2");

        assertThat(portals.lookedUp()).hasSize(1);
        acme.release();
        assertThat(first).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void endsAWaitForALookUpAfterMaxWait() {
        portals.close("acme");

        Exchange exchange = pinFor(PINS + "&maxWait=50", "acme", "chat1");

        assertThat(exchange.getException())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("account acme");
        portals.open("acme");
    }

    @Test
    void makesTheCallerWaitBeyondMaxPending() throws Exception {
        portals.close("acme");
        String uri = PINS + "&maxPending=2";
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        exchanges.add(sendAsync(uri, "acme", "chat1"));
        exchanges.add(sendAsync(uri, "acme", "chat2"));
        Thread caller = new Thread(() -> exchanges.add(sendAsync(uri, "acme", "chat3")));
        caller.start();
        await().until(() ->
                caller.getState() == Thread.State.TIMED_WAITING || caller.getState() == Thread.State.WAITING);

        portals.open("acme");
        caller.join();

        assertThat(exchanges).hasSize(3);
        assertAllDone(exchanges);
    }

    @Test
    void failsWhatWaitsForALookUpWhenTheContextStops() {
        portals.close("acme");
        CompletableFuture<Exchange> exchange = sendAsync(PINS, "acme", "chat1");
        context.getShutdownStrategy().setTimeout(1);

        context.stop();

        assertThat(ended(exchange).getException())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("chatpin was stopped before account acme was looked up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portalUrl=https://acme.example",
                "authorizationToken=1/abc123",
                "accessToken=abc",
                "plan=enterprise",
                "portal-url=https://acme.example"
            })
    void anEndpointSaysNotItselfWhose(String option) {
        assertThatThrownBy(() -> context.getEndpoint(PINS + "&" + option).start())
                .hasStackTraceContaining(": accounts says it for each account; remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"method=im.recent.pinn", "operation=pinall", "accountIdle=-1", "dryRun=true", "gateway=gowa"})
    void anEndpointThatCannotWorkFailsWhenItStarts(String option) {
        assertThatThrownBy(() -> context.getEndpoint(PINS + "&" + option).start())
                .hasStackTraceContaining(option.substring(0, option.indexOf('=')) + ": ");
    }

    @Test
    void aConsumerTakesOneAccount() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(PINS).to("mock:changes");
                    }
                }))
                .hasStackTraceContaining("accounts: a consumer takes one account");
    }

    @Test
    void theComponentsAccountsAreForEndpointsThatDoNotSayWhose() {
        context.getComponent("chatpin", ChatPinComponent.class)
                .getConfiguration()
                .setAccounts(portals);

        assertThat(pinFor("chatpin:bitrix24", "acme", "chat1").getException()).isNull();
        assertThat(pin(bitrix24(globex), "chat2").getException()).isNull();
        assertThat(globex.pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void theSourcesAnswerReplacesTheComponentsOptions() {
        var options = context.getComponent("chatpin", ChatPinComponent.class).getConfiguration();
        options.setPortalUrl(globex.url());
        options.setAccessToken("of-the-component");
        options.setPlan("nonsense");

        assertThat(pinFor("acme", "chat1").getException()).isNull();
        assertThat(acme.pinnedDialogs()).containsExactly("chat1");
    }

    private Map<String, String> refused() {
        return Map.of("portalUrl", acme.url(), "authorizationToken", "1/gone");
    }

    private Exchange pinFor(String account, String chat) {
        return pinFor(PINS, account, chat);
    }

    private Exchange pinFor(String uri, String account, String chat) {
        return send(uri, exchange -> {
            exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, account);
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
        });
    }

    private Exchange sendFor(String uri, String account, Object body) {
        return sendMessage(uri, body, Map.of(ChatPinConstants.ACCOUNT, account));
    }

    /** Sends as a route does: returns when the component has taken the exchange in. */
    private CompletableFuture<Exchange> sendAsync(String uri, String account, String chat) {
        return sendAsync(uri, account, chat, true);
    }

    private CompletableFuture<Exchange> sendAsync(String uri, String account, String chat, boolean pinned) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, account);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
        exchange.getMessage().setHeader(ChatPinConstants.PINNED, pinned);
        return producers.computeIfAbsent(uri, this::producer).processAsync(exchange);
    }

    private AsyncProducer producer(String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            producer.start();
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exchange ended(CompletableFuture<Exchange> exchange) {
        assertThat(exchange).succeedsWithin(20, TimeUnit.SECONDS);
        return exchange.join();
    }

    private static void assertAllDone(List<CompletableFuture<Exchange>> exchanges) {
        assertThat(exchanges).allSatisfy(exchange -> assertThat(ended(exchange).getException())
                .isNull());
    }

    private List<AccountControl> accounts() throws Exception {
        return ((ChatPinRuntime) ChatPinEngine.of(context)).accounts();
    }

    /** Returns the states that a chat was to have, in the order of the requests. */
    private List<String> statesOf(String chat) {
        return acme.requests().stream()
                .flatMap(request -> request.commands().isEmpty()
                        ? Stream.of(request.parameters())
                        : request.commands().stream().map(RecordedRequest.Command::parameters))
                .filter(parameters -> chat.equals(parameters.get("DIALOG_ID")))
                .map(parameters -> String.valueOf(parameters.get("PIN")))
                .toList();
    }

    private static List<String> states(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> i % 2 == 0 ? "Y" : "N").toList();
    }
}
