package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayControlTest {

    private static final String NUMBER = "5511999999999";
    private static final String JID = NUMBER + "@s.whatsapp.net";
    private static final Standalone STANDALONE = Standalone.start("--clock=still", "--gateways=all");

    @BeforeEach
    void reset() {
        STANDALONE.post("/reset", "");
        STANDALONE.post("/clock", "{\"advanceSeconds\":3600}");
    }

    @AfterAll
    static void stop() {
        STANDALONE.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gowa", "openwa", "wwebjs", "wppconnect"})
    void tellsItsState(String gateway) {
        String session = STANDALONE.access(gateway).path("instance").asText();
        STANDALONE.post("/" + gateway + "/pins", "{\"jid\":\"" + JID + "\"}");

        JsonNode state = STANDALONE.get("/state").json().path(gateway);

        assertThat(state.path("sessions").path(0).toString())
                .isEqualTo("{\"name\":\"" + session + "\",\"connected\":true,\"pinned\":[\"" + JID + "\"]}");
        assertThat(state.path("overlaps").asInt(-1)).isZero();
        assertThat(state.path("rejected").asInt(-1)).isZero();
        assertThat(STANDALONE.state(gateway)).isEqualTo(state);
    }

    @Test
    void runsOnlyWhatTheCommandLineNames() {
        try (Standalone one = Standalone.start("--gateways=gowa")) {
            assertThat(one.get("/gowa/state").status()).isEqualTo(200);
            assertThat(one.get("/openwa/state").status()).isEqualTo(404);
            assertThat(one.get("/state").json().has("openwa")).isFalse();
        }
    }

    @Test
    void addsSessions() {
        JsonNode added =
                STANDALONE.post("/wppconnect/sessions", "{\"name\":\"other\"}").json();
        STANDALONE.post("/wppconnect/chats", "{\"session\":\"other\",\"jid\":\"" + JID + "\",\"title\":\"Ana\"}");

        Standalone.Reply pin = STANDALONE.postForeign(
                url("wppconnect") + "/api/other/pin-chat",
                "{\"phone\":\"" + NUMBER + "\",\"state\":\"true\"}",
                "Authorization",
                "Bearer " + added.path("token").asText());

        assertThat(pin.status()).isEqualTo(200);
        assertThat(STANDALONE
                        .state("wppconnect")
                        .path("sessions")
                        .path(1)
                        .path("pinned")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void setsHowASessionIsConnected() {
        STANDALONE.post("/wwebjs/sessions/acme/disconnect", "");
        Standalone.Reply disconnected = pin(JID);
        STANDALONE.post("/wwebjs/sessions/acme/connect", "");
        Standalone.Reply connected = pin(JID);
        STANDALONE.post("/wwebjs/sessions/acme/state", "{\"state\":\"loggedout\"}");

        assertThat(disconnected.status()).isEqualTo(404);
        assertThat(connected.status()).isEqualTo(200);
        assertThat(STANDALONE
                        .state("wwebjs")
                        .path("sessions")
                        .path(0)
                        .path("connected")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void addsAndTakesAwayChatsAndPins() {
        STANDALONE.post("/wwebjs/chats", "{\"jid\":\"" + JID + "\",\"title\":\"Ana\"}");
        STANDALONE.post("/wwebjs/pins", "{\"jid\":\"" + JID + "\"}");
        JsonNode pinned = chats();
        STANDALONE.delete("/wwebjs/pins/" + JID);
        JsonNode unpinned = chats();
        STANDALONE.delete("/wwebjs/chats/" + JID);

        assertThat(pinned.path(0).path("pinned").asBoolean()).isTrue();
        assertThat(unpinned.path(0).path("pinned").asBoolean(true)).isFalse();
        assertThat(chats()).isEmpty();
    }

    @Test
    void pinsNoMoreByHandThanAPhoneCan() {
        IntStream.rangeClosed(1, 3).forEach(i -> STANDALONE.post("/wwebjs/pins", "{\"jid\":\"" + i + "@g.us\"}"));

        Standalone.Reply reply = STANDALONE.post("/wwebjs/pins", "{\"jid\":\"4@g.us\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.error()).contains("as many pinned chats as it can");
    }

    @Test
    void tellsWhatWhatsAppKnowsOfNumbers() {
        STANDALONE.post("/wwebjs/lids", "{\"number\":\"" + NUMBER + "\",\"lid\":\"77001\"}");
        STANDALONE.post("/wwebjs/not-on-whatsapp", "{\"number\":\"5511999999998\"}");

        assertThat(pin(JID).status()).isEqualTo(200);
        assertThat(chats().path(0).path("id").path("_serialized").asText()).isEqualTo("77001@lid");
        assertThat(pin("5511999999998@s.whatsapp.net").status()).isEqualTo(500);
    }

    @Test
    void failsLookUps() {
        STANDALONE.post("/wwebjs/fail-look-ups", "{\"times\":1}");

        assertThat(pin(JID).status()).isEqualTo(500);
        assertThat(pin(JID).status()).isEqualTo(200);
    }

    @Test
    void takesItsTime() {
        STANDALONE.post("/wwebjs/latency", "{\"milliseconds\":30}");
        STANDALONE.post("/wwebjs/list-latency", "{\"milliseconds\":30}");
        long begin = System.nanoTime();

        pin(JID);
        chats();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(60_000_000L);
    }

    @Test
    void countsOthersRequests() {
        STANDALONE.post("/openwa/consume", "{\"requests\":10}");
        JsonNode access = STANDALONE.access("openwa");

        Standalone.Reply pin = STANDALONE.postForeign(
                url("openwa") + "/api/sessions/" + access.path("instance").asText() + "/chats/pin",
                "{\"chatId\":\"1@g.us\",\"pin\":true}",
                "X-API-Key",
                access.path("token").asText());

        assertThat(pin.status()).isEqualTo(429);
        assertThat(STANDALONE.state("openwa").path("rejected").asInt()).isEqualTo(1);
    }

    @Test
    void goesWrongOnDemandAndTellsItsRequests() {
        STANDALONE.post(
                "/wwebjs/faults", "{\"fault\":{\"kind\":\"empty\",\"status\":502},\"when\":{\"method\":\"pinChat\"}}");

        assertThat(pin(JID).status()).isEqualTo(502);
        assertThat(STANDALONE
                        .get("/wwebjs/requests")
                        .json()
                        .path("requests")
                        .path(0)
                        .path("apiMethod")
                        .asText())
                .isEqualTo("pinChat");
        STANDALONE.post("/wwebjs/reset", "");
        assertThat(pin(JID).status()).isEqualTo(200);
    }

    private static Standalone.Reply pin(String jid) {
        return STANDALONE.postForeign(
                url("wwebjs") + "/client/pinChat/acme",
                "{\"chatId\":\"" + jid.replace("s.whatsapp.net", "c.us") + "\"}",
                "x-api-key",
                STANDALONE.access("wwebjs").path("token").asText());
    }

    private static JsonNode chats() {
        return STANDALONE
                .getForeign(
                        url("wwebjs") + "/client/getChats/acme",
                        "x-api-key",
                        STANDALONE.access("wwebjs").path("token").asText())
                .json()
                .path("chats");
    }

    private static String url(String gateway) {
        return STANDALONE.access(gateway).path("gatewayUrl").asText();
    }
}
