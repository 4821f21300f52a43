package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single methods, what they answer and what they change. */
class FakeBitrix24Test {

    private final FakeClock clock = new FakeClock();
    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeBitrix24Extension extension =
            new FakeBitrix24Extension(FakeBitrix24.builder().clock(clock).pinCap(3));

    @Test
    void pinsWithAWebhook(FakeBitrix24 bitrix24) {
        PlainClient.Reply reply = call("im.recent.pin", "{\"DIALOG_ID\":\"chat17\",\"PIN\":\"Y\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("result").isBoolean()).isTrue();
        assertThat(reply.json().path("result").asBoolean()).isTrue();
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void tellsWhoseTheCredentialsAre() {
        assertThat(call("profile", "{}").json().path("result").path("ID").asText())
                .isEqualTo("1");
    }

    @Test
    void keepsTheNewestPinOnTop(FakeBitrix24 bitrix24) {
        pin("chat1");
        pin("256");
        pin("SG5");

        assertThat(bitrix24.pinnedDialogs()).containsExactly("sg5", "256", "chat1");
    }

    @Test
    void unpinsWithExactlyN(FakeBitrix24 bitrix24) {
        pin("chat1");

        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":\"N\"}");

        assertThat(bitrix24.isPinned("chat1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\"", "\"\"", "\"false\"", "false", "0", "null"})
    void pinsWithAnythingButExactlyN(String value) {
        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":" + value + "}");

        assertThat(fake().isPinned("chat1")).isTrue();
    }

    @Test
    void takesParameterNamesInAnyCase() {
        call("im.recent.pin.json", "{\"dialog_id\":\"chat1\"}");

        assertThat(fake().isPinned("chat1")).isTrue();
    }

    @Test
    void readsForms() {
        client.postForm(methodUrl("im.recent.pin"), "DIALOG_ID=chat1&PIN=Y");

        assertThat(fake().isPinned("chat1")).isTrue();
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void readsMultipartForms() {
        client.postMultipart(methodUrl("im.recent.pin"), "DIALOG_ID", "chat1");

        assertThat(fake().isPinned("chat1")).isTrue();
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void answersGetButComplains() {
        PlainClient.Reply reply = client.get(methodUrl("im.recent.pin.json") + "?DIALOG_ID=chat1");

        assertThat(reply.json().path("result").asBoolean()).isTrue();
        assertThat(fake().isPinned("chat1")).isTrue();
        assertThat(fake().violations()).containsExactly("wrong HTTP method: GET /rest/1/***/im.recent.pin.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"DIALOG_ID\":\"\"}", "{\"DIALOG_ID\":\"chat\"}", "{\"DIALOG_ID\":\"chat1&PIN=N\"}"})
    void refusesAMalformedDialogId(String body) {
        PlainClient.Reply reply = call("im.recent.pin", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("DIALOG_ID_EMPTY");
        assertThat(reply.json().path("error_description").asText()).isEqualTo("Dialog ID can't be empty");
    }

    @Test
    void answersFalseAtTheCap() {
        IntStream.rangeClosed(1, 3).forEach(id -> pin("chat" + id));

        assertThat(pin("chat4").json().path("result").asBoolean(true)).isFalse();
        assertThat(pin("chat3").json().path("result").asBoolean()).isTrue();
        assertThat(fake().pinnedDialogs()).containsExactly("chat3", "chat2", "chat1");
    }

    @Test
    void answersFalseForARepeatedPinAtTheCapOfOlderVersions() {
        try (FakeBitrix24 older =
                FakeBitrix24.builder().pinCap(1).repinAtCapRefused(true).start()) {
            String url = older.url() + "/rest/" + older.webhookToken() + "/im.recent.pin";
            client.postJson(url, "{\"DIALOG_ID\":\"chat1\"}");

            PlainClient.Reply repeated = client.postJson(url, "{\"DIALOG_ID\":\"chat1\"}");

            assertThat(repeated.json().path("result").asBoolean(true)).isFalse();
        }
    }

    @Test
    void answersFalseForAHiddenDialog() {
        fake().hide("chat9");

        assertThat(pin("chat9").json().path("result").asBoolean(true)).isFalse();
        assertThat(fake().pinnedDialogs()).isEmpty();
    }

    @Test
    void deniesAccess() {
        fake().denyAccess("chat5");

        assertThat(pin("chat5").error()).isEqualTo("ACCESS_ERROR");
        assertThat(openLine("{\"CHAT_ID\":5,\"ACTIVATE\":\"Y\"}").error()).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void pinsOpenLinesOnlyWhenToldTo() {
        openLine("{\"CHAT_ID\":2020,\"ACTIVATE\":\"Y\"}");
        openLine("{\"CHAT_ID\":\"2024\"}");

        assertThat(fake().pinnedOpenLines()).containsExactly(2020L);
    }

    @Test
    void refusesOpenLinesByTheirId() {
        fake().notAnOpenLine(7);

        assertThat(openLine("{}").error()).isEqualTo("CHAT_ID_EMPTY");
        assertThat(openLine("{\"CHAT_ID\":\"chat2020\"}").error()).isEqualTo("CHAT_ID");
        assertThat(openLine("{\"CHAT_ID\":7}").error()).isEqualTo("CHAT_TYPE");
    }

    @Test
    void refusesOpenLinesOfOthersThanOperators() {
        fake().operator(false);

        assertThat(openLine("{\"CHAT_ID\":2020}").error()).isEqualTo("ERROR_USER_NOT_OPERATOR");
    }

    @Test
    void pinsAndUnpinsAllOpenLines() {
        long first = fake().openLine(2020);
        long second = fake().openLine(2024);

        JsonNode pinned = call("imopenlines.session.mode.pinAll", "{}").json().path("result");
        assertThat(fake().pinnedOpenLines()).containsExactlyInAnyOrder(2020L, 2024L);
        assertThat(StreamSupport.stream(pinned.spliterator(), false).map(JsonNode::asLong))
                .containsExactly(second, first);

        call("imopenlines.session.mode.unpinAll", "{}");
        assertThat(fake().pinnedOpenLines()).isEmpty();
    }

    @Test
    void listsRecentDialogsInPages() {
        fake().addRecent("chat2", "3", "chat1");
        pin("chat1");

        JsonNode first = call("im.recent.list", "{\"LIMIT\":2}").json();
        JsonNode second = call("im.recent.list", "{\"LIMIT\":2,\"OFFSET\":2}").json();

        assertThat(first.at("/result/items/0/id").asText()).isEqualTo("chat1");
        assertThat(first.at("/result/items/0/pinned").asBoolean()).isTrue();
        assertThat(first.at("/result/hasMore").asBoolean()).isTrue();
        assertThat(second.at("/result/items/0/id").isNumber()).isTrue();
        assertThat(second.at("/result/hasMore").asBoolean(true)).isFalse();
        assertThat(second.path("total").asInt()).isEqualTo(-1);
    }

    @Test
    void reportsOperatingTimesUnlessToldNotTo() {
        JsonNode reported = pin("chat1").json().path("time");
        fake().operatingReported(false);
        JsonNode silent = pin("chat1").json().path("time");

        assertThat(reported.path("operating_reset_at").asLong())
                .isEqualTo(clock.instant().plusSeconds(600).getEpochSecond());
        assertThat(reported.path("operating").asInt(-1)).isZero();
        assertThat(silent.has("operating") || silent.has("operating_reset_at")).isFalse();
        assertThat(silent.path("start").asLong()).isEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void blocksAMethodWhoseOperatingTimeIsUsedUp() {
        fake().exhaustOperating("im.recent.pin", 1, Duration.ofSeconds(90));

        JsonNode lastGood = pin("chat1").json();
        PlainClient.Reply blocked = pin("chat2");
        clock.advance(Duration.ofSeconds(90));

        assertThat(lastGood.at("/time/operating_reset_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.error()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(pin("chat2").status()).isEqualTo(200);
    }

    @Test
    void knowsNoOtherMethods() {
        PlainClient.Reply reply = call("im.recent.unpin", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    @Test
    void recordsWhatACorrectClientDoesNotSend() {
        client.postJson(fake().url() + "/somewhere", "{}");

        assertThat(fake().violations()).containsExactly("unknown path: POST /somewhere");
    }

    private FakeBitrix24 fake() {
        return extension.fake();
    }

    private PlainClient.Reply pin(String dialogId) {
        return call("im.recent.pin", "{\"DIALOG_ID\":\"" + dialogId + "\",\"PIN\":\"Y\"}");
    }

    private PlainClient.Reply openLine(String body) {
        return call("imopenlines.session.mode.pin", body);
    }

    private PlainClient.Reply call(String method, String body) {
        return client.postJson(methodUrl(method), body);
    }

    private String methodUrl(String method) {
        return fake().url() + "/rest/" + fake().webhookToken() + "/" + method;
    }
}
