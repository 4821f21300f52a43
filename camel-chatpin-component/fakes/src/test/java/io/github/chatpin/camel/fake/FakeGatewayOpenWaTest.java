package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGatewayOpenWaTest {

    private static final String JID = "5511999999999@s.whatsapp.net";
    private static final String CHAT_ID = "5511999999999@c.us";
    private static final String SUCCESS = "{\"success\":true}";
    private static final String REFUSED = "{\"success\":false}";

    private final FakeClock clock = new FakeClock();
    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeGatewayExtension extension =
            new FakeGatewayExtension(FakeGateway.openWa().clock(clock).limits(3, 5, 7));

    @Test
    void refusesAFourthPinWithSuccessFalse() {
        try (FakeGateway openWa = FakeGateway.openWa().unlimited().start()) {
            IntStream.rangeClosed(1, 3).forEach(i -> assertThat(
                            pin(openWa, i + "@g.us", "true").raw().body())
                    .isEqualTo(SUCCESS));

            assertThat(pin(openWa, CHAT_ID, "true").raw().body()).isEqualTo(REFUSED);
            assertThat(pin(openWa, "3@g.us", "true").raw().body()).isEqualTo(SUCCESS);
            assertThat(pin(openWa, "1@g.us", "true").raw().body()).isEqualTo(SUCCESS);
            assertThat(pin(openWa, "9@g.us", "false").raw().body()).isEqualTo(SUCCESS);

            assertThat(openWa.pinnedChats()).containsExactly("3@g.us", "2@g.us", "1@g.us");
            assertThat(openWa.violations()).isEmpty();
        }
    }

    @Test
    void seesNoCapWithBaileys() {
        try (FakeGateway openWa = FakeGateway.openWa().unlimited().baileys(true).start()) {
            IntStream.rangeClosed(1, 4).forEach(i -> assertThat(
                            pin(openWa, i + "@g.us", "true").raw().body())
                    .isEqualTo(SUCCESS));
            assertThat(openWa.pinnedChats()).containsExactly("4@g.us", "3@g.us", "2@g.us");

            pin(openWa, "2@g.us", "true");

            assertThat(openWa.pinnedChats()).startsWith("2@g.us");
            assertThat(list(openWa, "").raw().body()).isEqualTo("[]");
        }
    }

    @Test
    void beginsAChatThatThePhoneDoesNotHave() {
        assertThat(pin(CHAT_ID, "true").raw().body()).isEqualTo(SUCCESS);
        assertThat(list("").raw().body()).contains("\"id\":\"5511999999999@c.us\"", "\"pinned\":true");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT_ID, "9001@newsletter", "1@example.com", JID})
    void findsNoChatThatCannotBegin(String chatId) {
        openWa().notOnWhatsApp("5511999999999");

        PlainClient.Reply reply = pin(chatId, "true");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body())
                .isEqualTo("{\"message\":\"Chat " + chatId + " does not exist on this session\","
                        + "\"error\":\"Bad Request\",\"statusCode\":400}");
    }

    @Test
    void takesALookUpThatFailedForAChatThatDoesNotExist() {
        openWa().addChat(JID, "Ana");
        openWa().failLookUps(1);

        assertThat(pin(CHAT_ID, "true").json().path("message").asText()).contains("does not exist");
        assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"chatId\":\"1@g.us\"}                      | pin is not a boolean",
                "{\"chatId\":\"1@g.us\",\"pin\":null}         | pin is not a boolean",
                "{\"chatId\":\"1@g.us\",\"pin\":1}            | pin is not a boolean",
                "{\"chatId\":\"1@g.us\",\"pin\":\"no\"}       | pin is not a boolean",
                "{\"pin\":true}                               | chatId is not a chat's id: null",
                "{\"chatId\":\"551199\",\"pin\":true}         | chatId is not a chat's id: 551199",
                "{\"chatId\":\"1@g.us\",\"pin\":true,\"x\":1} | unknown field x"
            })
    void refusesABodyThatIsNotValid(String body, String violation) {
        PlainClient.Reply reply = client.postJson(pinUrl(openWa()), body, key(openWa()));

        assertBadRequest(reply);
        assertThat(openWa().violations()).containsExactly(violation + ": POST " + path(openWa()) + "/chats/pin");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    void takesTwoWordsForTheStateAsWell(String word, boolean pinned) {
        openWa().pinByHand("1@g.us");

        PlainClient.Reply reply = pin("1@g.us", "\"" + word + "\"");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(openWa().pinnedChats()).hasSize(pinned ? 1 : 0);
        assertThat(openWa().violations()).hasSize(1).first().asString().startsWith("pin is not a boolean");
    }

    @Test
    void takesABodyOfNoTypeForAnEmptyOneAndAFormForABody() {
        String json = "{\"chatId\":\"1@g.us\",\"pin\":true}";

        assertBadRequest(client.postOfNoType(pinUrl(openWa()), json, key(openWa())));
        assertThat(client.postForm(pinUrl(openWa()), "chatId=1%40g.us&pin=true", key(openWa()))
                        .status())
                .isEqualTo(200);

        assertThat(openWa().violations())
                .contains("body is not declared as JSON: POST " + path(openWa()) + "/chats/pin");
    }

    private static void assertBadRequest(PlainClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body()).isEqualTo("{\"message\":\"Bad Request\",\"statusCode\":400}");
    }

    @Test
    void saysThatABodyIsNoJson() {
        PlainClient.Reply reply = client.postJson(pinUrl(openWa()), "not json");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).isEqualTo("Bad Request");
    }

    @Test
    void asksForAnApiKey() {
        String body = "{\"chatId\":\"1@g.us\",\"pin\":true}";

        PlainClient.Reply none = client.postJson(pinUrl(openWa()), body);
        PlainClient.Reply wrong = client.postJson(
                pinUrl(openWa()), body, "X-API-Key", "wrong", "Authorization", "Bearer " + openWa().token());
        PlainClient.Reply bearer =
                client.postJson(pinUrl(openWa()), body, "Authorization", "Bearer " + openWa().token());

        assertThat(none.raw().body())
                .isEqualTo("{\"message\":\"API key is required\",\"error\":\"Unauthorized\",\"statusCode\":401}");
        assertThat(wrong.raw().body())
                .isEqualTo("{\"message\":\"Invalid API key\",\"error\":\"Unauthorized\",\"statusCode\":401}");
        assertThat(bearer.status()).isEqualTo(200);
        assertThat(openWa().requests())
                .extracting(RecordedRequest::credentials)
                .containsExactly(Credentials.NONE, Credentials.API_KEY, Credentials.BEARER);
    }

    @Test
    void knowsSessionsByUuid() {
        String base = openWa().url() + "/api/sessions/";

        assertThat(client.get(base + "acme", key(openWa())).raw().body())
                .isEqualTo("{\"message\":\"Validation failed (uuid is expected)\",\"error\":\"Bad Request\","
                        + "\"statusCode\":400}");
        assertThat(client.get(base + UUID.randomUUID(), key(openWa())).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTED,    200, ready",
        "CONNECTING,   409, initializing",
        "DISCONNECTED, 409, disconnected",
        "LOGGED_OUT,   400, action_required"
    })
    void tellsHowASessionIsConnected(InstanceState state, int status, String wireName) {
        openWa().state(openWa().session(), state);

        PlainClient.Reply reply = pin(CHAT_ID, "true");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(list("").status()).isEqualTo(status);
        if (status == 400) {
            assertThat(reply.json().path("message").asText()).isEqualTo("Session is not started");
        }
        assertThat(client.get(openWa().url() + path(openWa()), key(openWa()))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo(wireName);
    }

    @Test
    void listsChatsAsABareArrayWithThePinnedOnesFirst() {
        openWa().addChat(JID, "Ana");
        openWa().addChat("1@g.us", "Team");
        openWa().lid("5511999999990", "77001");
        openWa().addChat("5511999999990", "Bea");
        openWa().pinByHand("5511999999990");

        assertThat(list("").json().findValuesAsText("id")).containsExactly("77001@lid", "5511999999999@c.us", "1@g.us");
        assertThat(list("?limit=1&offset=1").json().toString())
                .startsWith("[{\"id\":\"5511999999999@c.us\",\"name\":\"Ana\",\"isGroup\":false,")
                .contains("\"archived\":false,\"pinned\":false");
        assertThat(openWa().violations()).isEmpty();
        assertBadRequest(list("?limit=1001"));
        assertThat(openWa().violations()).hasSize(1);
    }

    @Test
    void hadNoFieldForPinsInItsFirstList() {
        try (FakeGateway first = FakeGateway.openWa().listsPins(false).start()) {
            first.pinByHand(JID);

            assertThat(list(first, "").raw().body()).contains("isMuted").doesNotContain("pinned");
        }
    }

    @Test
    void limitsEachCallInThreeWays() {
        IntStream.range(0, 3)
                .forEach(i -> assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200));

        PlainClient.Reply perSecond = pin(CHAT_ID, "true");
        assertThat(list("").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200);
        assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200);
        PlainClient.Reply perMinute = pin(CHAT_ID, "true");
        clock.advance(Duration.ofSeconds(60));
        IntStream.range(0, 2)
                .forEach(i -> assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200));
        PlainClient.Reply perHour = pin(CHAT_ID, "true");

        assertThat(perSecond.status()).isEqualTo(429);
        assertThat(perSecond.raw().body())
                .isEqualTo("{\"statusCode\":429,\"message\":\"ThrottlerException: Too Many Requests\"}");
        assertThat(perSecond.header("Retry-After-short")).isEqualTo("1");
        assertThat(perSecond.header("Retry-After")).isEmpty();
        assertThat(perMinute.header("Retry-After-medium")).isEqualTo("60");
        assertThat(perHour.header("Retry-After-long")).isEqualTo("3600");
        assertThat(openWa().rejected()).isEqualTo(3);
    }

    @Test
    void countsWhatOthersUse() {
        openWa().consume(100);

        assertThat(pin(CHAT_ID, "true").status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(pin(CHAT_ID, "true").status()).isEqualTo(200);
    }

    @Test
    void hasAPlainRetryAfterInNewerVersions() {
        try (FakeGateway newer = FakeGateway.openWa()
                .clock(clock)
                .limits(1, 1, 1)
                .plainRetryAfter(true)
                .start()) {
            newer.consume(1);

            assertThat(list(newer, "").header("Retry-After"))
                    .isEqualTo(list(newer, "").header("Retry-After-short"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/health", "/api/health/live", "/api/health/ready"})
    void tellsItsHealthToEverybody(String path) {
        assertThat(client.get(openWa().url() + path).status()).isEqualTo(200);
        assertThat(openWa().violations()).isEmpty();
    }

    private FakeGateway openWa() {
        return extension.fake();
    }

    private PlainClient.Reply pin(String chatId, String pin) {
        return pin(openWa(), chatId, pin);
    }

    private PlainClient.Reply pin(FakeGateway openWa, String chatId, String pin) {
        return client.postJson(pinUrl(openWa), "{\"chatId\":\"" + chatId + "\",\"pin\":" + pin + "}", key(openWa));
    }

    private PlainClient.Reply list(String query) {
        return list(openWa(), query);
    }

    private PlainClient.Reply list(FakeGateway openWa, String query) {
        return client.get(openWa.url() + path(openWa) + "/chats" + query, key(openWa));
    }

    private static String[] key(FakeGateway openWa) {
        return new String[] {"X-API-Key", openWa.token()};
    }

    private static String pinUrl(FakeGateway openWa) {
        return openWa.url() + path(openWa) + "/chats/pin";
    }

    private static String path(FakeGateway openWa) {
        return "/api/sessions/" + openWa.session();
    }
}
