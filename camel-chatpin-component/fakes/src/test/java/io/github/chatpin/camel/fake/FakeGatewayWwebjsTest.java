package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGatewayWwebjsTest {

    private static final String JID = "5511999999999@s.whatsapp.net";
    private static final String CHAT_ID = "5511999999999@c.us";
    private static final String PINNED = "{\"success\":true,\"result\":true}";
    private static final String NOT_PINNED = "{\"success\":true,\"result\":false}";
    private static final String CANNOT_BEGIN =
            "{\"success\":false,\"error\":\"Cannot read properties of undefined (reading 'pin')\"}";

    @RegisterExtension
    static final FakeGatewayExtension EXTENSION = new FakeGatewayExtension(FakeGateway.wwebjs());

    private final PlainClient client = new PlainClient();

    @Test
    void answersTheNewStateAtEachOfTwoAddresses(FakeGateway wwebjs) {
        assertThat(pin(CHAT_ID).raw().body()).isEqualTo(PINNED);
        assertThat(pin(CHAT_ID).raw().body()).isEqualTo(PINNED);
        assertThat(wwebjs.pinnedChats()).containsExactly(JID);

        assertThat(unpin(CHAT_ID).raw().body()).isEqualTo(NOT_PINNED);
        assertThat(unpin(CHAT_ID).raw().body()).isEqualTo(NOT_PINNED);
        assertThat(wwebjs.pinnedChats()).isEmpty();
        assertThat(wwebjs.violations()).isEmpty();
    }

    @Test
    void refusesAFourthPinWithTheStateFalseAndBeginsTheChatAllTheSame(FakeGateway wwebjs) {
        IntStream.rangeClosed(1, 3).forEach(i -> pin(i + "@g.us"));

        assertThat(pin(CHAT_ID).raw().body()).isEqualTo(NOT_PINNED);

        assertThat(wwebjs.pinnedChats()).containsExactly("3@g.us", "2@g.us", "1@g.us");
        assertThat(getChats().raw().body()).contains(CHAT_ID);
    }

    @Test
    void takesNoNoticeOfAFlag(FakeGateway wwebjs) {
        post("pinChat/acme", "{\"chatId\":\"1@g.us\",\"pin\":false}");

        assertThat(wwebjs.pinnedChats()).containsExactly("1@g.us");
        assertThat(wwebjs.violations()).containsExactly("unknown field pin: POST /client/pinChat/acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT_ID, "9001@newsletter"})
    void cannotBeginSomeChats(String chatId) {
        wwebjs().notOnWhatsApp("5511999999999");

        PlainClient.Reply reply = pin(chatId);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.raw().body()).isEqualTo(CANNOT_BEGIN);
        assertThat(wwebjs().violations()).isEmpty();
    }

    @Test
    void failsWhereTheLookUpDoes(FakeGateway wwebjs) {
        wwebjs.failLookUps(1);

        assertThat(pin(CHAT_ID).raw().body()).isEqualTo(CANNOT_BEGIN);
        assertThat(pin(CHAT_ID).raw().body()).isEqualTo(PINNED);
    }

    @Test
    void pinsANewsletterThatThePhoneHas(FakeGateway wwebjs) {
        wwebjs.addChat("9001@newsletter", "News");

        assertThat(pin("9001@newsletter").raw().body()).isEqualTo(PINNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"chatId\":7}", "{\"chatId\":\"551199\"}", "{\"chatId\":\"" + JID + "\"}"})
    void failsWithoutAChatsId(String body) {
        PlainClient.Reply reply = post("pinChat/acme", body);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(wwebjs().violations()).hasSize(1).first().asString().startsWith("chatId is not a chat's id");
    }

    @Test
    void missesTheChatInABodyOfNoType(FakeGateway wwebjs) {
        PlainClient.Reply reply = client.postOfNoType(
                wwebjs.url() + "/client/pinChat/acme", "{\"chatId\":\"1@g.us\"}", "x-api-key", wwebjs.token());

        assertThat(reply.status()).isEqualTo(500);
        assertThat(wwebjs.violations()).contains("body is not declared as JSON: POST /client/pinChat/acme");
    }

    @Test
    void looksAtSyntaxKeyNameAndSessionInThisOrder(FakeGateway wwebjs) {
        PlainClient.Reply syntax = client.postJson(wwebjs.url() + "/client/pinChat/a.b", "not json");
        PlainClient.Reply key = client.postJson(wwebjs.url() + "/client/pinChat/a.b", "{}", "x-api-key", "wrong");
        PlainClient.Reply name = post("pinChat/a.b", "{}");
        PlainClient.Reply session = post("pinChat/unknown", "{}");

        assertThat(syntax.status()).isEqualTo(400);
        assertThat(syntax.header("Content-Type")).startsWith("text/html");
        assertThat(key.status()).isEqualTo(403);
        assertThat(key.raw().body()).isEqualTo("{\"success\":false,\"error\":\"Invalid API key\"}");
        assertThat(name.status()).isEqualTo(422);
        assertThat(name.raw().body())
                .isEqualTo("{\"success\":false,\"error\":\"Session should be alphanumerical or -\"}");
        assertThat(session.status()).isEqualTo(404);
        assertThat(session.raw().body()).isEqualTo("{\"success\":false,\"error\":\"session_not_found\"}");
    }

    @Test
    void mayAskForNoKey() {
        try (FakeGateway open = FakeGateway.wwebjs().withoutToken().start()) {
            assertThat(open.token()).isEmpty();
            assertThat(client.get(open.url() + "/client/getChats/acme").status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTED,    true,  CONNECTED, session_connected",
        "CONNECTING,   false, OPENING,   session_not_connected",
        "DISCONNECTED, false, ,          session_not_connected",
        "LOGGED_OUT,   false, UNPAIRED,  session_not_connected"
    })
    void tellsHowASessionIsConnected(InstanceState state, boolean success, String wireName, String message) {
        wwebjs().state("acme", state);

        PlainClient.Reply reply = status("acme");
        PlainClient.Reply pin = pin(CHAT_ID);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.raw().body())
                .isEqualTo("{\"success\":" + success + ",\"state\":"
                        + (wireName == null ? "null" : "\"" + wireName + "\"") + ",\"message\":\"" + message + "\"}");
        assertThat(pin.status()).isEqualTo(success ? 200 : 404);
        if (!success) {
            assertThat(pin.raw().body()).isEqualTo("{\"success\":false,\"error\":\"session_not_connected\"}");
        }
    }

    @Test
    void tellsThatASessionIsUnknown() {
        assertThat(status("unknown").raw().body())
                .isEqualTo("{\"success\":false,\"state\":null,\"message\":\"session_not_found\"}");
    }

    @Test
    void listsThePinnedChatsFirst(FakeGateway wwebjs) {
        wwebjs.addChat(JID, "Ana");
        wwebjs.addChat("1@g.us", "Team");
        wwebjs.addChat("2@g.us", "Friends");
        wwebjs.pinByHand("1@g.us");
        wwebjs.pinByHand("2@g.us");

        assertThat(getChats().json().path("chats").findValuesAsText("name")).containsExactly("Friends", "Team", "Ana");
        assertThat(getChats().raw().body())
                .startsWith("{\"success\":true,\"chats\":[{\"id\":{\"server\":\"g.us\",\"user\":\"2\","
                        + "\"_serialized\":\"2@g.us\"},\"name\":\"Friends\",\"isGroup\":true,")
                .contains("\"archived\":false,\"pinned\":true");
        assertThat(wwebjs.violations()).isEmpty();
    }

    @Test
    void tellsOfOneChat(FakeGateway wwebjs) {
        wwebjs.addChat(JID, "Ana");

        PlainClient.Reply found = post("getChatById/acme", "{\"chatId\":\"" + CHAT_ID + "\"}");
        PlainClient.Reply missing = post("getChatById/acme", "{\"chatId\":\"1@g.us\"}");

        assertThat(found.json().path("chat").path("pinned").asBoolean(true)).isFalse();
        assertThat(missing.status()).isEqualTo(500);
        assertThat(missing.json().path("error").asText()).isEqualTo("Chat not found");
    }

    @Test
    void answersAPingToEverybody(FakeGateway wwebjs) {
        assertThat(client.get(wwebjs.url() + "/ping").raw().body())
                .isEqualTo("{\"success\":true,\"message\":\"pong\"}");
    }

    private static FakeGateway wwebjs() {
        return EXTENSION.fake();
    }

    private PlainClient.Reply pin(String chatId) {
        return post("pinChat/acme", "{\"chatId\":\"" + chatId + "\"}");
    }

    private PlainClient.Reply unpin(String chatId) {
        return post("unpinChat/acme", "{\"chatId\":\"" + chatId + "\"}");
    }

    private PlainClient.Reply post(String path, String body) {
        return client.postJson(wwebjs().url() + "/client/" + path, body, "x-api-key", wwebjs().token());
    }

    private PlainClient.Reply getChats() {
        return client.get(wwebjs().url() + "/client/getChats/acme", "x-api-key", wwebjs().token());
    }

    private PlainClient.Reply status(String session) {
        return client.get(wwebjs().url() + "/session/status/" + session, "x-api-key", wwebjs().token());
    }
}
