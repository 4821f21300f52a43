package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials, their renewal, the rate limit, and what is recorded. */
class FakeBitrix24AccessTest {

    private static final String PIN = "{\"DIALOG_ID\":\"chat1\",\"PIN\":\"Y\"}";

    private final FakeClock clock = new FakeClock();
    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeBitrix24Extension extension = new FakeBitrix24Extension(
            FakeBitrix24.builder().clock(clock).limit(5, 2).tickPhase(Duration.ofMillis(300)));

    @Test
    void refusesAWrongWebhook() {
        PlainClient.Reply reply = client.postJson(fake().url() + "/rest/1/wrong-code/im.recent.pin", PIN);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("INVALID_CREDENTIALS");
        assertThat(fake().requests().get(0).path()).isEqualTo("/rest/1/***/im.recent.pin");
    }

    @Test
    void refusesAMissingAccessToken() {
        PlainClient.Reply reply = client.postJson(fake().url() + "/rest/im.recent.pin", PIN);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void takesTheAccessTokenFromBodyOrQuery() {
        PlainClient.Reply byBody = pinByAccessToken(fake().accessToken());
        PlainClient.Reply byQuery =
                client.postJson(fake().url() + "/rest/im.recent.pin?auth=" + fake().accessToken(), PIN);

        assertThat(byBody.status()).isEqualTo(200);
        assertThat(byQuery.status()).isEqualTo(200);
    }

    @Test
    void takesTheAccessTokenFromAFieldOfTheStandardsName() {
        String token = fake().accessToken();

        PlainClient.Reply byBody = client.postJson(
                fake().url() + "/rest/im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"access_token\":\"" + token + "\"}");
        PlainClient.Reply byQuery = client.postJson(fake().url() + "/rest/im.recent.pin?access_token=" + token, PIN);

        assertThat(byBody.status()).isEqualTo(200);
        assertThat(byQuery.status()).isEqualTo(200);
        assertThat(fake().requests()).extracting(RecordedRequest::credentials).containsOnly(Credentials.ACCESS_TOKEN);
        assertThat(fake().requests().toString()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void takesTheAccessTokenFromAHeader(String scheme) {
        PlainClient.Reply reply = client.postJson(
                fake().url() + "/rest/im.recent.pin", PIN, "Authorization", scheme + fake().accessToken());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(fake().requests().get(0).credentials()).isEqualTo(Credentials.BEARER);
        assertThat(fake().requests().toString()).doesNotContain(fake().accessToken());
    }

    @Test
    void takesNoAccessTokenFromAnUpperCaseField() {
        PlainClient.Reply reply =
                client.postJson(fake().url() + "/rest/im.recent.pin?AUTH=" + fake().accessToken(), PIN);

        assertThat(reply.error()).isEqualTo("NO_AUTH_FOUND");
        assertThat(fake().requests().get(0).credentials()).isEqualTo(Credentials.NONE);
    }

    @Test
    void looksForTheMethodBeforeTheCredentials() {
        PlainClient.Reply reply = client.postJson(fake().url() + "/rest/1/wrong-code/no.such.method", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    @Test
    void servesAMethodBehindTwoSlashes() {
        PlainClient.Reply reply =
                client.postJson(fake().url() + "/rest//im.recent.pin?auth=" + fake().accessToken(), PIN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void endsAnAccessTokenAfterAnHour() {
        clock.advance(Duration.ofHours(1));

        PlainClient.Reply reply = pinByAccessToken(fake().accessToken());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.error()).isEqualTo("expired_token");
    }

    @Test
    void rotatesTheRefreshTokenOnRenewal() {
        String oldRefreshToken = fake().refreshToken();
        expire();

        PlainClient.Reply renewed = renew(oldRefreshToken);
        PlainClient.Reply again = renew(oldRefreshToken);

        assertThat(renewed.json().path("refresh_token").asText())
                .isEqualTo(fake().refreshToken())
                .isNotEqualTo(oldRefreshToken);
        assertThat(renewed.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(pinByAccessToken(fake().accessToken()).status()).isEqualTo(200);
        assertThat(again.error()).isEqualTo("invalid_grant");
        assertThat(fake().renewals()).isEqualTo(1);
    }

    @Test
    void renewsByAPostedFormToo() {
        expire();

        PlainClient.Reply renewed = client.postForm(fake().tokenUrl(), renewal(fake().refreshToken()));

        assertThat(renewed.json().path("access_token").asText()).isEqualTo(fake().accessToken());
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void renewsByNoJson() {
        expire();

        PlainClient.Reply refused = client.postJson(fake().tokenUrl(), "{}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(fake().violations()).containsExactly("wrong HTTP method: POST /oauth/token/");
    }

    @Test
    void tellsWhatTheTokensAreFor() {
        expire();

        JsonNode renewed = renew(fake().refreshToken()).json();

        assertThat(renewed.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "access_token",
                        "refresh_token",
                        "domain",
                        "expires",
                        "expires_in",
                        "scope",
                        "server_endpoint",
                        "client_endpoint",
                        "member_id",
                        "user_id",
                        "status");
        assertThat(renewed.path("expires").asLong())
                .isEqualTo(clock.instant().plusSeconds(3600).getEpochSecond());
    }

    @Test
    void namesTheAuthorizationServerAsAskedAndThePortalByItsOwnAddress() {
        expire();
        String asked = fake().tokenUrl().replace("127.0.0.1", "localhost");

        JsonNode renewed =
                client.get(asked + "?" + renewal(fake().refreshToken())).json();

        String host = URI.create(asked).getAuthority();
        assertThat(renewed.path("domain").asText()).isEqualTo(host);
        assertThat(renewed.path("server_endpoint").asText()).isEqualTo("http://" + host + "/rest/");
        assertThat(renewed.path("client_endpoint").asText()).isEqualTo(fake().url() + "/rest/");
    }

    @Test
    void refusesAWrongClient() {
        expire();

        PlainClient.Reply refused = client.get(
                fake().tokenUrl() + "?" + renewal(fake().refreshToken()).replace("client_id=", "client_id=x"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void refusesAWrongClientAsTheBuilderSays(int status) {
        try (FakeBitrix24 other =
                FakeBitrix24.builder().wrongClient(status, "wrong_client").start()) {
            PlainClient.Reply refused = client.get(other.tokenUrl()
                    + "?grant_type=refresh_token&client_id=x&client_secret=x&refresh_token=" + other.refreshToken());

            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.error()).isEqualTo("wrong_client");
            assertThat(other.renewals()).isZero();
        }
    }

    @Test
    void refusesRenewalOnDemand() {
        expire();
        fake().refuseRenewal("PAYMENT_REQUIRED");

        assertThat(renew(fake().refreshToken()).error()).isEqualTo("PAYMENT_REQUIRED");
        assertThat(fake().renewals()).isZero();
    }

    @Test
    void complainsAboutARenewalThatNothingAskedFor() {
        renew(fake().refreshToken());

        assertThat(fake().violations())
                .containsExactly("tokens renewed although no call had been answered with expired_token");
    }

    @Test
    void acceptsARenewalAfterAScriptedExpiry() {
        fake().nextFaults(Fault.status(401, "{\"error\":\"expired_token\"}"));
        pin();

        renew(fake().refreshToken());

        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void rejectsWhatWouldExceedTheThreshold() {
        IntStream.range(0, 5).forEach(i -> assertThat(pin().status()).isEqualTo(200));

        PlainClient.Reply rejected = pin();

        assertThat(rejected.status()).isEqualTo(503);
        assertThat(rejected.error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        assertThat(fake().rejected()).isEqualTo(1);
    }

    @Test
    void drainsOncePerSecondAtItsPhase() {
        fake().fillBucket(5);

        clock.advance(Duration.ofMillis(299));
        assertThat(pin().status()).isEqualTo(503);

        clock.advance(Duration.ofMillis(1));
        assertThat(Stream.generate(() -> pin().status()).limit(3)).containsExactly(200, 200, 503);
    }

    @Test
    void tellsAndSetsTheLimitAtRunTime() {
        fake().fillBucket(4);
        assertThat(fake().bucketLevel()).isEqualTo(4);
        assertThat(fake().bucketThreshold()).isEqualTo(5);

        fake().limit(4, 1);
        assertThat(pin().status()).isEqualTo(503);
        clock.advance(Duration.ofSeconds(1));
        assertThat(fake().bucketLevel()).isEqualTo(3);

        fake().reset();
        assertThat(fake().bucketLevel()).isZero();
        assertThat(fake().bucketThreshold()).isEqualTo(5);
    }

    @Test
    void recordsRequestsWithoutSecrets() {
        pinByAccessToken(fake().accessToken());
        pin();

        RecordedRequest byAccessToken = fake().requests().get(0);
        RecordedRequest byWebhook = fake().requests().get(1);
        assertThat(byAccessToken.credentials()).isEqualTo(Credentials.ACCESS_TOKEN);
        assertThat(byAccessToken.parameter("AUTH")).contains("***");
        assertThat(byWebhook.credentials()).isEqualTo(Credentials.WEBHOOK);
        assertThat(byWebhook.apiMethod()).isEqualTo("im.recent.pin");
        assertThat(byWebhook.parameter("dialog_id")).contains("chat1");
        assertThat(byWebhook.status()).isEqualTo(200);
        assertThat(byWebhook.receivedAt()).isEqualTo(clock.instant());
        assertThat(fake().requests().toString())
                .doesNotContain(fake().accessToken(), fake().webhookToken().substring(2));
    }

    @Test
    void masksSecretsInWrongPlaces() {
        client.postJson(fake().url() + "/x/" + fake().clientSecret(), "{\"note\":\"" + fake().refreshToken() + "\"}");

        assertThat(fake().requests() + " " + fake().violations())
                .doesNotContain(fake().clientSecret(), fake().refreshToken());
    }

    @Test
    void startsAfreshWhenReset() {
        String accessToken = fake().accessToken();
        expire();
        renew(fake().refreshToken());
        pin();

        fake().reset();

        assertThat(fake().requests()).isEmpty();
        assertThat(fake().pinnedDialogs()).isEmpty();
        assertThat(fake().renewals()).isZero();
        assertThat(pinByAccessToken(accessToken).status()).isEqualTo(200);
    }

    private FakeBitrix24 fake() {
        return extension.fake();
    }

    private void expire() {
        fake().expireAccessToken();
        assertThat(pinByAccessToken(fake().accessToken()).error()).isEqualTo("expired_token");
    }

    private PlainClient.Reply pin() {
        return client.postJson(fake().url() + "/rest/" + fake().webhookToken() + "/im.recent.pin", PIN);
    }

    private PlainClient.Reply pinByAccessToken(String accessToken) {
        return client.postJson(
                fake().url() + "/rest/im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"auth\":\"" + accessToken + "\"}");
    }

    private PlainClient.Reply renew(String refreshToken) {
        return client.get(fake().tokenUrl() + "?" + renewal(refreshToken));
    }

    private String renewal(String refreshToken) {
        return "grant_type=refresh_token&client_id=" + fake().clientId() + "&client_secret=" + fake().clientSecret()
                + "&refresh_token=" + refreshToken;
    }
}
