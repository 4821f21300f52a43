package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

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
        pin("chat5");

        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat5", "256", "chat1");
    }

    @Test
    void unpinsWithExactlyN(FakeBitrix24 bitrix24) {
        pin("chat1");

        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":\"N\"}");

        assertThat(bitrix24.isPinned("chat1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"n\"", "\"\"", "\"false\"", "false", "0", "1", "null", "\"true\""})
    void pinsWithAnythingButExactlyNOrTrue(String value) {
        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":" + value + "}");

        assertThat(fake().isPinned("chat1")).isTrue();
    }

    @Test
    void unpinsWithJsonTrueWhichPhpTakesForN() {
        pin("chat1");

        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":true}");

        assertThat(fake().isPinned("chat1")).isFalse();
    }

    @Test
    void readsActionBeforePin() {
        pin("chat1");

        call("im.recent.pin", "{\"DIALOG_ID\":\"chat1\",\"PIN\":\"Y\",\"ACTION\":\"N\"}");

        assertThat(fake().isPinned("chat1")).isFalse();
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
            strings = {
                "{}",
                "{\"DIALOG_ID\":0}",
                "{\"DIALOG_ID\":\"\"}",
                "{\"DIALOG_ID\":\"chat\"}",
                "{\"DIALOG_ID\":\"chat1&PIN=N\"}"
            })
    void refusesAMalformedDialogId(String body) {
        PlainClient.Reply reply = call("im.recent.pin", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("DIALOG_ID_EMPTY");
        assertThat(reply.json().path("error_description").asText()).isEqualTo("Dialog ID can't be empty");
    }

    @Test
    void deniesAccess() {
        fake().denyAccess("chat5");

        assertThat(pin("chat5").error()).isEqualTo("ACCESS_ERROR");
        assertThat(openLine("{\"CHAT_ID\":5,\"ACTIVATE\":\"Y\"}").error()).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void knowsNoOtherMethods() {
        PlainClient.Reply reply = call("im.recent.unpin", "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    @Test
    void answersWhoTheUserIs() {
        assertThat(call("user.current", "{}").json().at("/result/ID").asText()).isEqualTo("1");
        assertThat(call("scope", "{}").json().path("result").toString()).contains("im", "imopenlines");
        assertThat(call("app.info", "{}").json().at("/result/LICENSE").asText()).isNotEmpty();
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
