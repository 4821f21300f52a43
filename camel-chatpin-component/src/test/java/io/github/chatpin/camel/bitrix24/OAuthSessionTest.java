package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.OAuthClaim;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.fake.FakeClock;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session alone: the authorization server, the store and the clock are in the test's hand. */
class OAuthSessionTest {

    private static final String NEW_TOKENS = "{\"access_token\":\"at-%d\",\"refresh_token\":\"rt-%d\"}";

    private final FakeClock clock = new FakeClock();
    private final RecordingStore store = new RecordingStore();
    private final List<URI> asked = new ArrayList<>();

    @Test
    void asksWithTheSecretsInTheQuery() throws Exception {
        session("rt&0").renew(this::issue);

        assertThat(asked)
                .containsExactly(URI.create("https://oauth.example/token/?grant_type=refresh_token&client_id=local.1"
                        + "&client_secret=cs%2B0&refresh_token=rt%260"));
    }

    @Test
    void usesThePairThatItWasIssued() throws Exception {
        OAuthSession session = session("rt-0");
        assertThat(session.bodyToken()).contains("at-0");

        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-1");

        session.worked();
        session.renew(this::issue);
        assertThat(asked.get(1).getQuery()).endsWith("refresh_token=rt-1");
    }

    @Test
    void savesThePairBeforeItIsUsed() throws Exception {
        OAuthSession session = session("rt-0");
        store.whenSaving = () -> assertThat(session.bodyToken()).contains("at-0");

        session.renew(this::issue);

        assertThat(store.tokens.values()).containsExactly(new OAuthTokens("at-1", "rt-1"));
        assertThat(session.bodyToken()).contains("at-1");
    }

    @Test
    void beginsWithThePairThatWasSaved() throws Exception {
        session("rt-0").renew(this::issue);

        assertThat(session("rt-0").bodyToken()).contains("at-1");
    }

    @Test
    void beginsWithANewlyConfiguredRefreshTokenWhateverWasSaved() throws Exception {
        session("rt-0").renew(this::issue);

        OAuthSession reconfigured = session("rt-configured-anew");
        assertThat(reconfigured.bodyToken()).contains("at-0");
        reconfigured.renew(this::issue);
        assertThat(asked.get(1).getQuery()).endsWith("refresh_token=rt-configured-anew");
    }

    @Test
    void namesPortalAndClientToTheStoreAndNoSecret() throws Exception {
        session("rt-0").renew(this::issue);

        assertThat(store.tokens.keySet()).singleElement().satisfies(account -> assertThat(account)
                .startsWith("https://acme.bitrix24.com local.1 ")
                .doesNotContain("rt-0", "cs+0", "at-0", "at-1", "rt-1"));
    }

    @Test
    void takesOverAPairThatAnotherUserOfTheStoreHasRenewed() throws Exception {
        OAuthSession session = session("rt-0");
        session("rt-0").renew(this::issue); // another process

        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void keepsAPairThatCouldNotBeSavedUnusedAndSavesItWithoutAskingAgain() throws Exception {
        OAuthSession session = session("rt-0");
        store.whenSaving = () -> {
            throw new IllegalStateException("disk full, at-1 is lost");
        };

        assertThat(session.renew(this::issue)).isInstanceOfSatisfying(Result.Unavailable.class, fault -> {
            assertThat(fault.mayPass()).isTrue();
            assertThat(fault.message())
                    .matches(
                            "The token store of OAuth client local.1, [0-9a-f]+ at https://acme.bitrix24.com cannot be written"
                                    + " [(]IllegalStateException: disk full, xxxxxx is lost[)]");
        });
        assertThat(session.bodyToken()).contains("at-0");

        store.whenSaving = () -> {};
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksNobodyWhileTheStoreCannotBeRead() throws Exception {
        OAuthSession session = session("rt-0");
        store.whenLoading = () -> {
            throw new IllegalStateException("no database");
        };

        assertThat(session.renew(this::issue))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> assertThat(fault.message())
                        .contains("cannot be read"));
        assertThat(asked).isEmpty();
    }

    /** Two processes asked with the same refresh token, and this one was slower. */
    @Test
    void takesOverAPairThatWasRenewedWhileItWasRefused() throws Exception {
        OAuthSession session = session("rt-0");
        String account = "https://acme.bitrix24.com local.1 " + session.name().split(", ")[1];

        Result result = session.renew(request -> {
            store.tokens.put(account, new OAuthTokens("at-others", "rt-others"));
            return answering(400, "{\"error\":\"invalid_grant\"}").send(request);
        });

        assertThat(result).isInstanceOf(Result.Renewed.class);
        assertThat(session.bodyToken()).contains("at-others");
    }

    @Test
    void takesTokensWhateverElseTheAnswerSays() throws Exception {
        OAuthSession session = session("rt-0");

        session.renew(answering(200, "{\"access_token\":\"at-1\",\"refresh_token\":\"rt-1\",\"error\":\"\"}"));

        assertThat(session.bodyToken()).contains("at-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":"invalid_grant","error_description":"x"} | invalid_grant
            401 | {"error":"invalid_client"}                        | invalid_client
            400 | {"error":"PAYMENT_REQUIRED"}                      | PAYMENT_REQUIRED
            200 | {"error":"invalid_scope"}                         | invalid_scope
            400 | {"error":"wrong_client"}                          | wrong_client
            200 | {"error":"wrong_client"}                          | wrong_client
            500 | {"error":"INVALID_GRANT"}                         | INVALID_GRANT
            400 | {"error":{"code":"invalid_grant","message":"x"}}  | invalid_grant
            401 | <html>                                            |
            404 | {}                                                |
            """)
    void isRefused(int status, String body, String code) throws Exception {
        assertThat(session("rt-0").renew(answering(status, body)))
                .isInstanceOfSatisfying(Result.Refused.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(status);
                    assertThat(refused.errorCode()).isEqualTo(code);
                    assertThat(refused.message())
                            .startsWith("The authorization server at oauth.example answered " + status)
                            .endsWith("; check clientId, clientSecret and refreshToken");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error":"internal_server_error"}
            503 | {"error":"QUERY_LIMIT_EXCEEDED"}
            429 | {"error":"too_many"}
            408 | {"error":"timeout"}
            408 | <html>
            421 | <html>
            425 | <html>
            404 | <html>
            401 | {"error":"QUERY_LIMIT_EXCEEDED"}
            401 | {"error":"CONNECTION_ERROR"}
            400 | {"error":"temporarily_unavailable"}
            400 | {"error":"server_error"}
            502 | <html>
            200 | <html>
            200 | {}
            200 | {"access_token":""}
            """)
    void isNotRefusedByAFault(int status, String body) throws Exception {
        assertThat(session("rt-0").renew(answering(status, body)))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> {
                    assertThat(fault.mayPass()).isTrue();
                    assertThat(fault.statusCode()).isEqualTo(status);
                });
    }

    @Test
    void followsNoRedirectWithTheSecrets() throws Exception {
        OAuthSession session = session("rt-0");
        assertThat(session.renew(request -> {
                    asked.add(request.uri());
                    return new UpstreamAnswer(
                            302, Map.of("location", "https://elsewhere.example/?refresh_token=rt-0"), new byte[0]);
                }))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> {
                    assertThat(fault.mayPass()).isFalse();
                    assertThat(fault.message())
                            .contains("redirects to elsewhere.example")
                            .doesNotContain("rt-0");
                });
        assertThat(session.renew(this::issue)).as("is remembered").isInstanceOf(Result.Unavailable.class);
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            302 | <html>                     | sends to its own page /login (status 302)
            407 | <html>                     | proxy
            503 | {"error":"OVERLOAD_LIMIT"} | OVERLOAD_LIMIT
            """)
    void isNotAskedAgainWhereAFaultDoesNotPass(int status, String body, String said) throws Exception {
        OAuthSession session = session("rt-0");

        assertThat(session.renew(request -> new UpstreamAnswer(
                        status,
                        Map.of("location", "/login?refresh_token=rt-0"),
                        body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(Result.Unavailable.class, fault -> {
                    assertThat(fault.mayPass()).isFalse();
                    assertThat(fault.statusCode()).isEqualTo(status);
                    assertThat(fault.message()).contains(said).doesNotContain("rt-0");
                });
    }

    @Test
    void keepsTheRefreshTokenWhereTheAnswerHasNoOther() throws Exception {
        OAuthSession session = session("rt-0");

        session.renew(answering(200, "{\"access_token\":\"at-1\"}"));

        assertThat(store.tokens.values()).containsExactly(new OAuthTokens("at-1", "rt-0"));
    }

    @Test
    void doesNotHammerAnAuthorizationServerThatHasRefused() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(answering(400, "{\"error\":\"invalid_grant\"}"));

        clock.advance(OAuthSession.REFUSAL_HOLDS.minusMillis(1));
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Refused.class);
        assertThat(asked).hasSize(1);

        clock.advance(Duration.ofMillis(1));
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
    }

    @Test
    void forgetsARefusalWhenTheClockIsSetBack() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(answering(400, "{\"error\":\"invalid_grant\"}"));

        clock.set(clock.instant().minus(Duration.ofHours(1)));
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
    }

    @Test
    void forgetsWhenATokenWasIssuedWhenTheClockIsSetBack() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(this::issue);

        clock.set(clock.instant().minus(Duration.ofHours(1)));
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
    }

    @Test
    void doesNotRenewATokenAgainThatHasNeverWorked() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(this::issue);

        assertThat(session.renew(this::issue)).isInstanceOf(Result.Refused.class);
        assertThat(asked).hasSize(1);

        clock.advance(OAuthSession.SHORTEST_LIFE);
        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
    }

    @Test
    void renewsAgainAtOnceATokenThatHasWorked() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(this::issue);
        session.worked();

        assertThat(session.renew(this::issue)).isInstanceOf(Result.Renewed.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void knowsItsSecretsOfNowAndBefore() throws Exception {
        OAuthSession session = session("rt-0");
        session.renew(this::issue);

        assertThat(session.secrets()).contains("cs+0", "at-0", "rt-0", "at-1", "rt-1");
        assertThat(session.toString()).matches("OAuth client local.1, [0-9a-f]{16}");
    }

    private OAuthSession session(String refreshToken) {
        Address portal = Address.parse("portalUrl", "https://acme.bitrix24.com", false);
        OAuthClient client = new OAuthClient(
                portal, "local.1", "cs+0", refreshToken, URI.create("https://oauth.example/token/"), store);
        return OAuthSession.open(client, "at-0", clock);
    }

    private UpstreamAnswer issue(UpstreamRequest request) throws IOException {
        int number = asked.size() + 1;
        return answering(200, NEW_TOKENS.formatted(number, number)).send(request);
    }

    private io.github.chatpin.camel.spi.CredentialRenewal.Sender answering(int status, String body) {
        return request -> {
            assertThat(request.method()).isEqualTo("GET");
            asked.add(request.uri());
            return new UpstreamAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static final class RecordingStore implements OAuthTokenStore {

        private final Map<String, OAuthTokens> tokens = new HashMap<>();
        private Runnable whenLoading = () -> {};
        private Runnable whenSaving = () -> {};

        @Override
        public Optional<OAuthTokens> load(String account) {
            whenLoading.run();
            return Optional.ofNullable(tokens.get(account));
        }

        @Override
        public OAuthClaim claim(String account, OAuthTokens pair, Duration life) {
            return new OAuthClaim.Granted(1);
        }

        @Override
        public void save(String account, OAuthTokens newTokens) {
            whenSaving.run();
            tokens.put(account, newTokens);
        }
    }
}
