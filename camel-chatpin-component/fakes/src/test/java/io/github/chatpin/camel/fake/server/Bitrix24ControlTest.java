package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Bitrix24ControlTest {

    private static final Standalone STANDALONE =
            Standalone.start("--clock=still", "--limit=5,1", "--pin-cap=2", "--access-token=my-access-token");

    @BeforeEach
    void reset() {
        STANDALONE.post("/reset", "");
    }

    @AfterAll
    static void stop() {
        STANDALONE.close();
    }

    @Test
    void tellsItsState() {
        STANDALONE.pinDialog("chat1");
        STANDALONE.pinDialog("chat2");
        STANDALONE.callBitrix24("imopenlines.session.mode.pin", "{\"CHAT_ID\":7,\"ACTIVATE\":\"Y\"}");

        assertThat(STANDALONE.state("bitrix24").toString())
                .isEqualTo(
                        "{\"pinned\":[\"chat2\",\"chat1\"],\"pinnedOpenLines\":[7],"
                                + "\"bucket\":{\"level\":3,\"threshold\":5},\"rejected\":0,\"renewals\":0,\"requests\":3,\"violations\":[]}");
    }

    @Test
    void hasTheCapThatIsGiven() {
        STANDALONE.pinDialog("chat1");
        STANDALONE.pinDialog("chat2");

        assertThat(STANDALONE.pinDialog("chat3").json().path("result").asBoolean())
                .isFalse();
    }

    @Test
    void hasTheLimitThatIsGivenAndRecoversWhenTheClockMoves() {
        IntStream.range(0, 5).forEach(i -> STANDALONE.pinDialog("chat1"));
        Standalone.Reply overTheLimit = STANDALONE.pinDialog("chat1");
        STANDALONE.post("/clock", "{\"advanceSeconds\":1}");

        assertThat(overTheLimit.error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        assertThat(STANDALONE.pinDialog("chat1").status()).isEqualTo(200);
        assertThat(STANDALONE.state("bitrix24").path("rejected").asInt()).isEqualTo(1);
    }

    @Test
    void changesTheLimitUntilAReset() {
        STANDALONE.post("/bitrix24/limit", "{\"threshold\":1,\"perSecond\":1}");

        STANDALONE.pinDialog("chat1");
        assertThat(STANDALONE.pinDialog("chat1").error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        STANDALONE.post("/bitrix24/reset", "");
        assertThat(STANDALONE.state("bitrix24").path("bucket").path("threshold").asInt())
                .isEqualTo(5);
    }

    @Test
    void changesTheCap() {
        STANDALONE.post("/bitrix24/pin-cap", "{\"dialogs\":0}");

        assertThat(STANDALONE.pinDialog("chat1").json().path("result").asBoolean())
                .isFalse();
    }

    @Test
    void changesTheGeneration() {
        STANDALONE.post("/bitrix24/dialogs/chat1", "{\"state\":\"unknown\"}");
        assertThat(STANDALONE.pinDialog("chat1").error()).isEqualTo("ACCESS_ERROR");

        STANDALONE.post("/bitrix24/generation", "{\"generation\":\"before-26-150\"}");

        assertThat(STANDALONE.pinDialog("chat1").json().path("result").isBoolean())
                .isTrue();
        assertThat(STANDALONE
                        .post("/bitrix24/generation", "{\"generation\":\"27\"}")
                        .error())
                .isEqualTo("generation must be twenty-five-pins or before-26-150 or from-26-150");
    }

    @Test
    void givesAGroupItsChat() {
        STANDALONE.post("/bitrix24/groups", "{\"group\":5,\"chatId\":1305}");

        assertThat(STANDALONE
                        .callBitrix24("im.dialog.get", "{\"DIALOG_ID\":\"sg5\"}")
                        .json()
                        .path("result")
                        .path("id")
                        .asText())
                .isEqualTo("1305");
    }

    @Test
    void countsOthersRequests() {
        STANDALONE.post("/bitrix24/fill-bucket", "{\"requests\":5}");

        assertThat(STANDALONE.pinDialog("chat1").error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
    }

    @Test
    void endsTheLifeOfTheAccessToken() {
        STANDALONE.post("/bitrix24/expire-access-token", "");

        assertThat(callWithToken().error()).isEqualTo("expired_token");
    }

    @Test
    void refusesRenewalsUntilTheyAreAllowed() {
        STANDALONE.post("/bitrix24/expire-access-token", "");
        callWithToken();
        STANDALONE.post("/bitrix24/refuse-renewal", "{\"error\":\"invalid_grant\"}");
        Standalone.Reply refused = renew();
        STANDALONE.post("/bitrix24/refuse-renewal", "{\"error\":\"PAYMENT_REQUIRED\",\"status\":402}");
        Standalone.Reply unpaid = renew();
        STANDALONE.post("/bitrix24/allow-renewal", "");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_grant");
        assertThat(unpaid.status()).isEqualTo(402);
        assertThat(renew().status()).isEqualTo(200);
        assertThat(STANDALONE.state("bitrix24").path("renewals").asInt()).isEqualTo(1);
    }

    @Test
    void hidesDeniesAndShowsDialogs() {
        STANDALONE.pinDialog("chat1");
        STANDALONE.post("/bitrix24/dialogs/chat1", "{\"state\":\"hidden\"}");
        STANDALONE.post("/bitrix24/dialogs/chat2", "{\"state\":\"denied\"}");
        STANDALONE.post("/bitrix24/dialogs/chat3", "{\"state\":\"notMember\"}");
        Standalone.Reply ofOthers = STANDALONE.pinDialog("chat3");
        JsonNode pinned = STANDALONE.state("bitrix24").path("pinned");
        STANDALONE.post("/bitrix24/dialogs/chat1", "{\"state\":\"recent\"}");

        assertThat(pinned).isEmpty();
        assertThat(ofOthers.json().path("result").asBoolean()).isFalse();
        assertThat(STANDALONE.pinDialog("chat2").error()).isEqualTo("ACCESS_ERROR");
        assertThat(STANDALONE.pinDialog("chat1").json().path("result").asBoolean())
                .isTrue();
    }

    @Test
    void givesAnItemItsChat() {
        STANDALONE.post("/bitrix24/crm-chats", "{\"item\":\"DEAL|5\",\"chatId\":17}");

        JsonNode found = STANDALONE
                .callBitrix24("im.chat.get", "{\"ENTITY_TYPE\":\"CRM\",\"ENTITY_ID\":\"DEAL|5\"}")
                .json();

        assertThat(found.path("result").path("ID").asInt()).isEqualTo(17);
    }

    @Test
    void opensOpenLines() {
        JsonNode opened =
                STANDALONE.post("/bitrix24/open-lines/7", "{\"open\":true}").json();
        STANDALONE.callBitrix24("imopenlines.session.mode.pinAll", "{}");

        assertThat(opened.path("sessionId").asInt()).isEqualTo(337);
        assertThat(STANDALONE.state("bitrix24").path("pinnedOpenLines").toString())
                .isEqualTo("[7]");
    }

    @Test
    void makesAChatSomethingElse() {
        STANDALONE.post("/bitrix24/open-lines/7", "{\"open\":false}");

        Standalone.Reply reply =
                STANDALONE.callBitrix24("imopenlines.session.mode.pin", "{\"CHAT_ID\":7,\"ACTIVATE\":\"Y\"}");

        assertThat(reply.error()).isEqualTo("CHAT_TYPE");
    }

    @Test
    void makesTheUserNoOperator() {
        STANDALONE.post("/bitrix24/operator", "{\"operator\":false}");

        Standalone.Reply refused =
                STANDALONE.callBitrix24("imopenlines.session.mode.pin", "{\"CHAT_ID\":7,\"ACTIVATE\":\"Y\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEmpty();
    }

    @Test
    void usesUpAMethodsExecutionTimeUntilTheClockMoves() {
        STANDALONE.post("/bitrix24/operating", "{\"method\":\"im.recent.pin\",\"goodCalls\":1,\"seconds\":600}");

        Standalone.Reply good = STANDALONE.pinDialog("chat1");
        Standalone.Reply blocked = STANDALONE.pinDialog("chat1");
        STANDALONE.post("/clock", "{\"advanceSeconds\":600}");

        assertThat(good.status()).isEqualTo(200);
        assertThat(blocked.error()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(STANDALONE.pinDialog("chat1").status()).isEqualTo(200);
    }

    @Test
    void leavesOutTheExecutionTime() {
        STANDALONE.post("/bitrix24/operating-reported", "{\"reported\":false}");

        assertThat(STANDALONE.pinDialog("chat1").json().path("time").has("operating"))
                .isFalse();
    }

    private static Standalone.Reply callWithToken() {
        return STANDALONE.getForeign(STANDALONE.bitrix24().path("url").asText() + "/rest/profile?auth=my-access-token");
    }

    private static Standalone.Reply renew() {
        JsonNode access = STANDALONE.bitrix24();
        return STANDALONE.getForeign(access.path("tokenUrl").asText() + "?grant_type=refresh_token&client_id="
                + access.path("clientId").asText() + "&client_secret="
                + access.path("clientSecret").asText() + "&refresh_token="
                + access.path("refreshToken").asText());
    }
}
