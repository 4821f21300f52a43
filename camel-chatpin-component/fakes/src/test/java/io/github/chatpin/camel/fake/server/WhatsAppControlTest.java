package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhatsAppControlTest {

    private static final Standalone STANDALONE =
            Standalone.start("--clock=still", "--ryzeapi-limit=5", "--instance=shop");

    @BeforeEach
    void reset() {
        STANDALONE.post("/reset", "");
        STANDALONE.post("/clock", "{\"advanceSeconds\":60}");
    }

    @AfterAll
    static void stop() {
        STANDALONE.close();
    }

    @Test
    void tellsItsState() {
        STANDALONE.pinChat("5511999999999");

        assertThat(STANDALONE.state("whatsapp").path("instances").path(0).toString())
                .isEqualTo("{\"name\":\"shop\",\"connected\":true,\"pinned\":[\"5511999999999@s.whatsapp.net\"]}");
        assertThat(STANDALONE.state("whatsapp").path("conflicts").asInt()).isZero();
        assertThat(STANDALONE.state("whatsapp").path("rejected").asInt()).isZero();
    }

    @Test
    void addsInstances() {
        JsonNode added =
                STANDALONE.post("/whatsapp/instances", "{\"name\":\"other\"}").json();

        Standalone.Reply reply = STANDALONE.pinChat("other", added.path("token").asText(), "5511999999999");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(added.path("instances").path(1).path("name").asText()).isEqualTo("other");
    }

    @Test
    void disconnectsAndConnectsInstances() {
        STANDALONE.post("/whatsapp/instances/shop/disconnect", "");
        Standalone.Reply disconnected = STANDALONE.pinChat("5511999999999");
        JsonNode state = STANDALONE.state("whatsapp");
        STANDALONE.post("/whatsapp/instances/shop/connect", "");

        assertThat(disconnected.status()).isEqualTo(503);
        assertThat(state.path("instances").path(0).path("connected").asBoolean())
                .isFalse();
        assertThat(STANDALONE.pinChat("5511999999999").status()).isEqualTo(200);
    }

    @Test
    void setsHowAnInstanceIsConnected() {
        STANDALONE.post("/whatsapp/instances/shop/state", "{\"state\":\"loggedout\"}");
        Standalone.Reply loggedOut = STANDALONE.pinChat("5511999999999");
        STANDALONE.post("/whatsapp/instances/shop/state", "{\"state\":\"connected\"}");

        assertThat(loggedOut.status()).isEqualTo(503);
        assertThat(STANDALONE.pinChat("5511999999999").status()).isEqualTo(200);
    }

    @Test
    void knowsANumbersCanonicalJid() {
        STANDALONE.post(
                "/whatsapp/canonical-jids", "{\"number\":\"5511999999999\",\"jid\":\"551199999999@s.whatsapp.net\"}");

        assertThat(STANDALONE.pinChat("5511999999999").json().path("chat_jid").asText())
                .isEqualTo("551199999999@s.whatsapp.net");
    }

    @Test
    void saysAtTheCapWhatItIsTold() {
        STANDALONE.post("/whatsapp/cap-text", "{\"text\":\"too many\"}");
        IntStream.rangeClosed(1, 3).forEach(i -> STANDALONE.pinChat("551199999999" + i));

        assertThat(STANDALONE
                        .pinChat("5511999999999")
                        .json()
                        .path("error")
                        .path("message")
                        .asText())
                .isEqualTo("too many");
    }

    @Test
    void takesItsTimeForAChange() {
        STANDALONE.post("/whatsapp/latency", "{\"milliseconds\":600000}");

        assertThat(firstAnswerOfTwo(STANDALONE)).isEqualTo(409);
    }

    @Test
    void countsOthersRequests() {
        STANDALONE.post("/whatsapp/consume", "{\"requests\":5}");
        Standalone.Reply overTheLimit = STANDALONE.pinChat("5511999999999");
        String accountToken = STANDALONE.whatsApp().path("accountToken").asText();
        Standalone.Reply otherToken = STANDALONE.pinChat("shop", accountToken, "5511999999999");
        STANDALONE.post("/whatsapp/consume", "{\"requests\":5,\"token\":\"" + accountToken + "\"}");

        assertThat(overTheLimit.status()).isEqualTo(429);
        assertThat(otherToken.status()).isEqualTo(200);
        assertThat(STANDALONE.pinChat("shop", accountToken, "5511999999999").status())
                .isEqualTo(429);
    }

    @Test
    void hasTheLatencyOfTheCommandLineAfterAResetToo() {
        try (Standalone slow = Standalone.start("--latency-ms=600000")) {
            slow.post("/reset", "");

            assertThat(firstAnswerOfTwo(slow)).isEqualTo(409);
        }
    }

    /** The status that comes first of two changes at the same time. */
    private static int firstAnswerOfTwo(Standalone standalone) {
        String instance = standalone.whatsApp().path("instance").asText();
        String token = standalone.whatsApp().path("token").asText();
        CompletableFuture<Standalone.Reply> one = standalone.pinChatLater(instance, token, "5511999999991");
        CompletableFuture<Standalone.Reply> other = standalone.pinChatLater(instance, token, "5511999999992");
        return Standalone.join(one.applyToEither(other, Standalone.Reply::status));
    }
}
