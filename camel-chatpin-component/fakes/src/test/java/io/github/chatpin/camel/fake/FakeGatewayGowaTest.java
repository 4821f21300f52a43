package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGatewayGowaTest {

    private static final String NUMBER = "5511999999999";
    private static final String JID = NUMBER + "@s.whatsapp.net";
    private static final String PIN = "{\"pinned\":true}";

    @RegisterExtension
    static final FakeGatewayExtension EXTENSION = new FakeGatewayExtension(FakeGateway.gowa());

    private final PlainClient client = new PlainClient();

    @Test
    void echoesWhatItWasTold(FakeGateway gowa) {
        assertThat(pin(gowa, JID, PIN).raw().body())
                .isEqualTo("{\"code\":\"SUCCESS\",\"message\":\"Chat pinned successfully\",\"results\":{"
                        + "\"status\":\"success\",\"message\":\"Chat pinned successfully\","
                        + "\"chat_jid\":\"5511999999999@s.whatsapp.net\",\"pinned\":true}}");
        assertThat(pin(gowa, JID, "{\"pinned\":false}").raw().body())
                .contains("\"message\":\"Chat unpinned successfully\"")
                .contains("\"pinned\":false");
        assertThat(gowa.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "5511999999999,       5511999999999,                5511999999999@s.whatsapp.net",
        "+5511999999999,      +5511999999999,               5511999999999@s.whatsapp.net",
        "5511999999999%40s.whatsapp.net, 5511999999999@s.whatsapp.net, 5511999999999@s.whatsapp.net",
        "120363000000000001@g.us,        120363000000000001@g.us,      120363000000000001@g.us",
        "77001@lid,           77001@lid,                    77001@lid",
        "77002@lid,           77002@lid,                    5511999999999@s.whatsapp.net",
        "9001@newsletter,     9001@newsletter,              9001@newsletter"
    })
    void takesAChatInManyForms(String sent, String echo, String pinned) {
        gowa().lid(NUMBER, "77002");

        PlainClient.Reply reply = pin(gowa(), sent, PIN);

        assertThat(reply.json().path("results").path("chat_jid").asText()).isEqualTo(echo);
        assertThat(gowa().pinnedChats()).containsExactly(pinned);
        assertThat(gowa().violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {NUMBER + "@c.us", "Ana", "1@example.com"})
    void pinsNothingForANameThatNoChatHas(String name) {
        PlainClient.Reply reply = pin(gowa(), name, PIN);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("results").path("pinned").asBoolean()).isTrue();
        assertThat(gowa().pinnedChats()).isEmpty();
        assertThat(gowa().violations())
                .containsExactly("a name that no chat has: " + name + ": POST /chat/" + name + "/pin");
    }

    @Test
    void cannotReadSomeNames(FakeGateway gowa) {
        PlainClient.Reply reply = pin(gowa, "a@b@c", PIN);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.raw().body())
                .isEqualTo("{\"code\":\"INTERNAL_SERVER_ERROR\",\"message\":\"invalid JID a@b@c\"}");
    }

    @Test
    void unpinsWhereTheStateIsMissing(FakeGateway gowa) {
        gowa.pinByHand(JID);

        PlainClient.Reply reply = pin(gowa, JID, "{}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("message").asText()).isEqualTo("Chat unpinned successfully");
        assertThat(gowa.pinnedChats()).isEmpty();
        assertThat(gowa.violations()).containsExactly("no pinned, which unpins: POST /chat/" + JID + "/pin");
        assertThat(gowa.requests().get(0).apiMethod()).isEqualTo("unpinChat");
    }

    @Test
    void takesTheChatFromTheBodyFirst(FakeGateway gowa) {
        pin(gowa, JID, "{\"pinned\":true,\"chat_jid\":\"1@g.us\",\"more\":1}");

        assertThat(gowa.pinnedChats()).containsExactly("1@g.us");
        assertThat(gowa.violations())
                .containsExactly(
                        "unknown field more: POST /chat/" + JID + "/pin",
                        "chat_jid in the body, which replaces the path's chat: POST /chat/" + JID + "/pin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{\"pinned\":\"true\"}", "{\"pinned\":1}"})
    void refusesABodyOfTheWrongTypes(String body) {
        assertInvalidBody(pin(gowa(), JID, body));
        assertThat(gowa().violations()).isNotEmpty();
    }

    @Test
    void refusesABodyThatIsNotDeclaredAsJson(FakeGateway gowa) {
        assertInvalidBody(client.postOfNoType(url(gowa, JID), PIN, "Authorization", basic(gowa)));
        assertThat(gowa.violations()).containsExactly("body is not declared as JSON: POST /chat/" + JID + "/pin");
    }

    private static void assertInvalidBody(PlainClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body()).isEqualTo("{\"code\":\"BAD_REQUEST\",\"message\":\"Invalid request body\"}");
    }

    @Test
    void looksUpNumbersThatAreGivenAsJids(FakeGateway gowa) {
        gowa.notOnWhatsApp(NUMBER);

        PlainClient.Reply reply = pin(gowa, JID, PIN);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body())
                .isEqualTo("{\"code\":\"INVALID_JID\",\"message\":\"Phone " + JID + " is not on whatsapp\"}");
        assertThat(pin(gowa, NUMBER, PIN).status()).isEqualTo(200);
    }

    @Test
    void takesALookUpThatFailedForANo(FakeGateway gowa) {
        gowa.failLookUps(1);

        assertThat(pin(gowa, "1@g.us", PIN).status()).isEqualTo(200);
        assertThat(pin(gowa, JID, PIN).json().path("code").asText()).isEqualTo("INVALID_JID");
        assertThat(pin(gowa, JID, PIN).status()).isEqualTo(200);
    }

    @Test
    void movesAChatUpThatIsPinnedAgain(FakeGateway gowa) {
        pin(gowa, "1@g.us", PIN);
        pin(gowa, "2@g.us", PIN);
        pin(gowa, "1@g.us", PIN);

        assertThat(gowa.pinnedChats()).containsExactly("1@g.us", "2@g.us");
    }

    @Test
    void asksForUserAndPassword(FakeGateway gowa) {
        PlainClient.Reply none = client.postJson(url(gowa, JID), PIN);
        PlainClient.Reply wrong =
                client.postJson(url(gowa, JID), PIN, "Authorization", GatewayClient.basic("admin:wrong"));
        PlainClient.Reply malformed = client.postJson(url(gowa, JID), PIN, "Authorization", "Basic ***");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.raw().body()).isEqualTo("Unauthorized");
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Restricted\", charset=\"UTF-8\"");
        assertThat(none.header("Content-Type")).startsWith("text/plain");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.raw().body()).isEqualTo("Bad Request");
        assertThat(gowa.requests())
                .extracting(RecordedRequest::credentials)
                .containsExactly(Credentials.NONE, Credentials.BASIC, Credentials.BASIC);
    }

    @Test
    void mayAskForNoCredential() {
        try (FakeGateway open = FakeGateway.gowa().withoutToken().start()) {
            assertThat(open.token()).isEmpty();
            assertThat(client.postJson(url(open, JID), PIN).status()).isEqualTo(200);
        }
    }

    @Test
    void takesTheCredentialThatIsSet() {
        try (FakeGateway set = FakeGateway.gowa().token("admin:secret-1").start()) {
            assertThat(set.token()).isEqualTo("admin:secret-1");
            assertThat(pin(set, JID, PIN).status()).isEqualTo(200);
        }
    }

    @Test
    void needsADeviceWhereThereAreSeveral() {
        try (FakeGateway gowa = FakeGateway.gowa().start()) {
            gowa.addSession("other device");
            assertThatADeviceIsNeeded(gowa);
        }
    }

    private void assertThatADeviceIsNeeded(FakeGateway gowa) {
        PlainClient.Reply none = pin(gowa, JID, PIN);
        PlainClient.Reply unknown = pin(gowa, JID, PIN, "X-Device-Id", "x");
        PlainClient.Reply encoded = pin(gowa, JID, PIN, "X-Device-Id", "other%20device");
        PlainClient.Reply byJid = pin(gowa, "1@g.us", PIN, "X-Device-Id", "5511900000001@s.whatsapp.net");
        PlainClient.Reply byQuery =
                client.postJson(url(gowa, JID) + "?device_id=acme", PIN, "Authorization", basic(gowa));

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.raw().body())
                .isEqualTo("{\"code\":\"DEVICE_ID_REQUIRED\",\"message\":"
                        + "\"device_id is required via X-Device-Id header or device_id query\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.raw().body())
                .isEqualTo("{\"code\":\"DEVICE_NOT_FOUND\",\"message\":\"device not found; create a device first from "
                        + "/api/devices or provide a valid X-Device-Id\",\"results\":{\"device_id\":\"x\"}}");
        assertThat(encoded.status()).isEqualTo(200);
        assertThat(byJid.status()).isEqualTo(200);
        assertThat(byQuery.status()).isEqualTo(200);
        assertThat(gowa.pinnedChats("other device")).containsExactly("1@g.us", JID);
        assertThat(gowa.pinnedChats()).containsExactly(JID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECTING   | you are not connect to services server, please reconnect",
                "DISCONNECTED | you are not connect to services server, please reconnect",
                "LOGGED_OUT   | you are not logged in"
            })
    void answersAsIfTheCredentialWereWrongWhileNotConnected(InstanceState state, String message) {
        gowa().state("acme", state);

        PlainClient.Reply reply = pin(gowa(), JID, PIN);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.raw().body()).isEqualTo("{\"code\":\"AUTHENTICATION_ERROR\",\"message\":\"" + message + "\"}");
    }

    @Test
    void doesNotDecodeThePathBelowVersion9() {
        try (FakeGateway older = FakeGateway.gowa().gowaVersion(8).start()) {
            PlainClient.Reply encoded = pin(older, NUMBER + "%40s.whatsapp.net", PIN);

            assertThat(encoded.status()).isEqualTo(200);
            assertThat(older.pinnedChats()).isEmpty();
            assertThat(older.violations())
                    .containsExactly("percent code in the path, which gowa below version 9 does not decode: "
                            + "POST /chat/5511999999999%40s.whatsapp.net/pin");
            assertThat(pin(older, JID, PIN).status()).isEqualTo(200);
            assertThat(older.pinnedChats()).containsExactly(JID);
        }
    }

    @Test
    void hasOneDeviceInVersion7() {
        try (FakeGateway oldest = FakeGateway.gowa().gowaVersion(7).start()) {
            assertThat(pin(oldest, JID, PIN, "X-Device-Id", "x").status()).isEqualTo(200);
            assertThat(get(oldest, "/devices/acme/status").status()).isEqualTo(404);
            assertThatIllegalStateException().isThrownBy(() -> oldest.addSession("other"));
        }
    }

    @Test
    void listsChatsAndNotWhichArePinned(FakeGateway gowa) {
        gowa.addChat(JID, "Ana");
        gowa.addChat("1@g.us", "Team");
        gowa.pinByHand(JID);

        PlainClient.Reply reply = get(gowa, "/chats?limit=1&offset=1");

        assertThat(reply.json().path("results").path("data").findValuesAsText("name"))
                .containsExactly("Team");
        assertThat(reply.json().path("results").path("pagination").toString())
                .isEqualTo("{\"limit\":1,\"offset\":1,\"total\":2}");
        assertThat(get(gowa, "/chats").raw().body()).contains(JID).doesNotContain("pin");
        assertThat(gowa.violations()).isEmpty();
        assertThat(get(gowa, "/chats?limit=101").status()).isEqualTo(400);
        assertThat(get(gowa, "/chats?page=1").status()).isEqualTo(200);
        assertThat(gowa.violations())
                .containsExactly("limit or offset out of range: GET /chats", "unknown parameter page: GET /chats");
    }

    @ParameterizedTest
    @CsvSource({"CONNECTED,true,true", "DISCONNECTED,false,true", "LOGGED_OUT,false,false"})
    void tellsHowADeviceIsConnected(InstanceState state, boolean isConnected, boolean isLoggedIn) {
        gowa().state("acme", state);
        String common =
                "\"is_connected\":" + isConnected + ",\"is_logged_in\":" + isLoggedIn + ",\"device_id\":\"acme\"";

        assertThat(get(gowa(), "/app/status").json().path("results").toString())
                .isEqualTo("{" + common + ",\"jid\":\"" + (isLoggedIn ? "5511900000000@s.whatsapp.net" : "") + "\"}");
        assertThat(get(gowa(), "/devices/acme/status").json().path("results").toString())
                .isEqualTo("{" + common + "}");
    }

    @Test
    void answersToAnUnknownDevicesStatusWithAnErrorOfItsOwn(FakeGateway gowa) {
        PlainClient.Reply reply = get(gowa, "/devices/x/status");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("message").asText()).isEqualTo("device x not found");
    }

    @Test
    void tellsItsHealthToEverybodyAndAtTheRoot() {
        try (FakeGateway below = FakeGateway.gowa().basePath("/wa").start()) {
            PlainClient.Reply reply = client.get(below.url() + "/health");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.raw().body()).isEqualTo("OK");
        }
    }

    private static FakeGateway gowa() {
        return EXTENSION.fake();
    }

    private PlainClient.Reply pin(FakeGateway gowa, String chat, String body) {
        return client.postJson(url(gowa, chat), body, "Authorization", basic(gowa));
    }

    private PlainClient.Reply pin(FakeGateway gowa, String chat, String body, String header, String value) {
        return client.postJson(url(gowa, chat), body, "Authorization", basic(gowa), header, value);
    }

    private PlainClient.Reply get(FakeGateway gowa, String path) {
        return client.get(gowa.url() + path, "Authorization", basic(gowa));
    }

    private static String url(FakeGateway gowa, String chat) {
        return gowa.url() + "/chat/" + chat + "/pin";
    }

    private static String basic(FakeGateway gowa) {
        return GatewayClient.basic(gowa.token());
    }
}
