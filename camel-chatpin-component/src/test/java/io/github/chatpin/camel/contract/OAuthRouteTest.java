package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.FileOAuthTokenStore;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** OAuth tokens that expire, against a strict authorization server. */
class OAuthRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(10_000));

    private final FakeBitrix24 fake = BITRIX24.fake();
    private String uri;

    @TempDir
    Path temporary;

    @BeforeEach
    void configure() {
        uri = oauth();
    }

    @Test
    void renewsAnExpiredTokenAndGoesOn() {
        fake.expireAccessToken();

        Exchange exchange = pin(uri, "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(fake.isPinned("chat17")).isTrue();
        assertThat(methods()).containsExactly("im.recent.pin", "oauth.token", "im.recent.pin");
        assertThat(fake.requests().get(1).httpMethod()).isEqualTo("GET");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void renewsNothingBeforeItIsTold() {
        pin(uri, "chat17");
        pin(uri, "chat18");

        assertThat(methods()).containsExactly("im.recent.pin", "im.recent.pin");
    }

    @Test
    void renewsOnceForSixtyExchanges() {
        fake.expireAccessToken();

        assertThat(pinAtOnce(uri, 60))
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());

        assertThat(fake.renewals()).isEqualTo(1);
        assertThat(fake.pinnedDialogs()).hasSize(60);
        assertThat(fake.rejected()).isZero();
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void renewsOnceForSixtyExchangesThatDoNotWaitForTheLimit() {
        fake.expireAccessToken();

        assertThat(pinAtOnce(uri + "&throttle=false&batchSize=1&maxRetries=0", 20))
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());

        assertThat(fake.renewals()).isEqualTo(1);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void renewsEachTimeThatTheTokenExpires() {
        for (int hour = 1; hour <= 3; hour++) {
            fake.expireAccessToken();
            assertThat(pin(uri, "chat" + hour).getException()).isNull();
            assertThat(fake.renewals()).isEqualTo(hour);
        }
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void renewsForACommandOfABatch() {
        fake.nextFaults(Fault.status(
                200,
                "{\"result\":{\"result\":{\"c0\":true},\"result_error\":{\"c1\":{\"error\":\"expired_token\"}}}}"));

        Exchange exchange = sendMessage(uri, List.of("chat1", "chat2"), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(methods()).containsExactly("batch", "oauth.token", "im.recent.pin");
        assertThat(fake.requests().get(2).parameter("DIALOG_ID")).contains("chat2");
        assertThat(fake.violations()).isEmpty();
    }

    /** The vendor's own SDK renews on it, too. */
    @Test
    void renewsATokenThatIsCalledInvalid() {
        fake.nextFaults(Fault.status(401, "{\"error\":\"invalid_token\"}"));

        Exchange exchange = pin(uri, "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(methods()).containsExactly("im.recent.pin", "oauth.token", "im.recent.pin");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void renewsATokenOnceThatStaysInvalid() {
        Fault invalid = Fault.status(401, "{\"error\":\"invalid_token\"}");
        fake.nextFaults(invalid, Fault.none(), invalid);

        assertThat(pin(uri, "chat17").getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("just issued");
        assertThat(methods()).containsExactly("im.recent.pin", "oauth.token", "im.recent.pin");
    }

    @Test
    void sharesThePairAmongTheEndpointsOfAClient() {
        fake.expireAccessToken();
        pin(uri, "chat17");

        assertThat(pin(uri + "&method=imopenlines.session.mode.pin", "2020").getException())
                .isNull();
        assertThat(methods())
                .containsExactly("im.recent.pin", "oauth.token", "im.recent.pin", "imopenlines.session.mode.pin");
    }

    @Test
    void keepsThePairInMemoryBeyondTheEndpoint() throws Exception {
        fake.expireAccessToken();
        pin(uri, "chat17");
        context.removeEndpoints("chatpin:*");

        assertThat(pin(uri, "chat18").getException()).isNull();
        assertThat(fake.renewals()).isEqualTo(1);
    }

    @Test
    void goesOnAfterARestartWithThePairInAFile() throws Exception {
        fake.expireAccessToken();
        inAContextWithFiles(first ->
                assertThat(pinWithFiles(first, "chat17").getException()).isNull());
        fake.expireAccessToken();

        inAContextWithFiles(
                restarted -> assertThat(pinWithFiles(restarted, "chat18").getException())
                        .as("after the configured refresh token was used up")
                        .isNull());
        assertThat(fake.renewals()).isEqualTo(2);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void savesThePairBeforeTheTokenTravels() {
        RecordingStore store = new RecordingStore();
        context.getRegistry().bind("store", store);
        fake.expireAccessToken();

        pin(uri + "&tokenStore=#bean:store", "chat17");

        assertThat(store.saved.values()).containsExactly(new OAuthTokens(fake.accessToken(), fake.refreshToken()));
        assertThat(store.requestsWhenSaved).containsExactly("im.recent.pin", "oauth.token");
        assertThat(store.saved.keySet()).singleElement().satisfies(account -> assertThat(account)
                .startsWith(fake.url() + " " + fake.clientId() + " "));
    }

    @Test
    void takesANewlyConfiguredPairBeforeTheOneThatWasSaved() throws Exception {
        fake.expireAccessToken();
        inAContextWithFiles(first -> pinWithFiles(first, "chat17"));
        fake.reset(); // the application is installed anew: what was saved is worth nothing
        fake.expireAccessToken();
        pin(uri, "chat18");
        uri = oauth();

        inAContextWithFiles(reconfigured ->
                assertThat(pinWithFiles(reconfigured, "chat19").getException()).isNull());
        assertThat(fake.renewals()).isEqualTo(1);
    }

    @Test
    void keepsTheUsersOfOneApplicationApart() {
        fake.expireAccessToken();
        pin(uri, "chat17");
        String another = oauth(); // as of another user of the same application

        assertThat(pin(another, "chat18").getException()).isNull();
        fake.expireAccessToken();
        assertThat(pin(another, "chat19").getException()).isNull();
        assertThat(pin(uri, "chat20").getException())
                .as("the fake knows one user only, whose pair is the other endpoint's now")
                .isInstanceOf(AuthenticationException.class);
    }

    @Test
    void failsAllThatWaitWhenTheRenewalIsRefusedAndDoesNotHammer() {
        fake.refuseRenewal("invalid_grant");
        fake.expireAccessToken();

        assertThat(pinAtOnce(uri, 60)).allSatisfy(exchange -> assertThat(exchange.getException())
                .isInstanceOfSatisfying(AuthenticationException.class, failure -> assertThat(failure.getErrorCode())
                        .isEqualTo("invalid_grant")));
        pin(uri, "chat17");
        pin(uri, "chat17");

        assertThat(methods().stream().filter("oauth.token"::equals)).hasSize(1);
        assertThat(pin(uri, "chat17").getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("400 invalid_grant; check clientId, clientSecret and refreshToken");
    }

    @Test
    void asksAgainWhereTheAuthorizationServerIsOutOfOrder() {
        fake.expireAccessToken();
        fake.nextFaults(Fault.none(), Fault.html(502), Fault.connectionClosed());

        assertThat(pin(uri, "chat17").getException()).isNull();
        assertThat(methods())
                .containsExactly("im.recent.pin", "oauth.token", "oauth.token", "oauth.token", "im.recent.pin");
    }

    @Test
    void saysSoWhereTheAuthorizationServerStaysOutOfOrder() {
        fake.expireAccessToken();
        fake.nextFaults(Fault.none(), Fault.html(502), Fault.html(502), Fault.html(502), Fault.html(502));

        assertThat(pin(uri, "chat17").getException())
                .isInstanceOfSatisfying(UpstreamUnavailableException.class, failure -> {
                    assertThat(failure.isRetryable()).isTrue();
                    assertThat(failure.getStatusCode()).isEqualTo(502);
                    assertThat(failure.getChatId()).isEqualTo("chat17");
                    assertThat(failure.getSuppressed()).hasSize(1);
                });
    }

    /** The refresh token is spent, and the store has no other yet. */
    @Test
    void takesOverThePairThatAnotherContextIsStillSaving() throws Exception {
        SlowStore store = new SlowStore();
        fake.expireAccessToken();
        try (CamelContext first = contextWith(store);
                CamelContext second = contextWith(store)) {
            CompletableFuture<Exchange> faster = pinWithStore(first, "chat17");
            await().until(() -> store.isSaving);
            CompletableFuture<Exchange> slower = pinWithStore(second, "chat18");
            await().until(() -> fake.requests().stream()
                    .anyMatch(request -> request.apiMethod().equals("oauth.token") && request.status() == 400));
            assertThat(slower).isNotDone();

            store.maySave.countDown();

            assertThat(slower.get().getException()).isNull();
            assertThat(faster.get().getException()).isNull();
        }
        assertThat(fake.renewals()).isEqualTo(1);
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat18");
        assertThat(methods().stream().filter("oauth.token"::equals)).hasSize(2);
    }

    @Test
    void failsInTheEndWhereNoOtherContextSavesAPair() throws Exception {
        SlowStore store = new SlowStore();
        fake.refuseRenewal("invalid_grant");
        fake.expireAccessToken();
        try (CamelContext own = contextWith(store)) {
            uri += "&connectTimeout=100&requestTimeout=500"; // and five seconds for saving

            assertThat(pinWithStore(own, "chat17").get().getException())
                    .isInstanceOfSatisfying(AuthenticationException.class, failure -> assertThat(failure.getErrorCode())
                            .isEqualTo("invalid_grant"));
            assertThat(pinWithStore(own, "chat18").get().getException()).isInstanceOf(AuthenticationException.class);
        }
        assertThat(methods().stream().filter("oauth.token"::equals)).hasSize(1);
    }

    /** The authorization server has spent the old refresh token: an answer that is not waited for would be lost. */
    @Test
    void savesARenewalThatIsUnderWayWhenTheContextStops() throws Exception {
        RecordingStore store = new RecordingStore();
        context.getRegistry().bind("store", store);
        fake.expireAccessToken();
        fake.nextFaults(Fault.none(), Fault.hang());
        CompletableFuture<Exchange> waiting =
                template.asyncSend(uri + "&tokenStore=#bean:store", exchange -> exchange.getMessage()
                        .setHeader(ChatPinConstants.CHAT_ID, "chat17"));
        await().until(() -> methods().contains("oauth.token"));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(context::stop);
        waiting.get();
        fake.release();
        stop.get();

        assertThat(store.saved.values()).containsExactly(new OAuthTokens(fake.accessToken(), fake.refreshToken()));
    }

    private String oauth() {
        return oauth(fake, "retryDelay=1");
    }

    private List<String> methods() {
        return fake.requests().stream().map(RecordedRequest::apiMethod).toList();
    }

    private List<Exchange> pinAtOnce(String endpoint, int count) {
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(chat -> exchanges.add(template.asyncSend(endpoint, exchange -> exchange.getMessage()
                        .setHeader(ChatPinConstants.CHAT_ID, "chat" + chat))));
        return exchanges.stream().map(CompletableFuture::join).toList();
    }

    private interface InContext {
        void run(CamelContext context) throws Exception;
    }

    private void inAContextWithFiles(InContext job) throws Exception {
        try (CamelContext own = new DefaultCamelContext()) {
            own.getRegistry().bind("files", new FileOAuthTokenStore(temporary));
            own.start();
            job.run(own);
        }
    }

    private static CamelContext contextWith(OAuthTokenStore store) {
        CamelContext own = new DefaultCamelContext();
        own.getRegistry().bind("store", store);
        own.start();
        return own;
    }

    private CompletableFuture<Exchange> pinWithStore(CamelContext own, String chat) {
        return own.createProducerTemplate().asyncSend(uri + "&tokenStore=#bean:store", exchange -> exchange.getMessage()
                .setHeader(ChatPinConstants.CHAT_ID, chat));
    }

    private Exchange pinWithFiles(CamelContext own, String chat) {
        return pinIn(own, uri + "&tokenStore=#bean:files", chat);
    }

    private static Exchange pinIn(CamelContext own, String endpoint, String chat) {
        return own.createProducerTemplate()
                .send(endpoint, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }

    private static final class SlowStore implements OAuthTokenStore {

        private final Map<String, OAuthTokens> saved = new ConcurrentHashMap<>();
        private final CountDownLatch maySave = new CountDownLatch(1);
        private volatile boolean isSaving;

        @Override
        public Optional<OAuthTokens> load(String account) {
            return Optional.ofNullable(saved.get(account));
        }

        @Override
        public void save(String account, OAuthTokens tokens) {
            isSaving = true;
            try {
                maySave.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            saved.put(account, tokens);
        }
    }

    private final class RecordingStore implements OAuthTokenStore {

        private final Map<String, OAuthTokens> saved = new ConcurrentHashMap<>();
        private volatile List<String> requestsWhenSaved;

        @Override
        public Optional<OAuthTokens> load(String account) {
            return Optional.ofNullable(saved.get(account));
        }

        @Override
        public void save(String account, OAuthTokens tokens) {
            requestsWhenSaved = methods();
            saved.put(account, tokens);
        }
    }
}
