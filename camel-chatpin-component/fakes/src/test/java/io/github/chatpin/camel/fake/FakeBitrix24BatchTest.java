package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeBitrix24BatchTest {

    private static final String PIN = "\"im.recent.pin?DIALOG_ID=";

    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeBitrix24Extension extension = new FakeBitrix24Extension(
            FakeBitrix24.builder().clock(new FakeClock()).pinCap(60));

    @Test
    void runsCommandsInOrder() {
        JsonNode result =
                batch(0, "\"c0\":" + PIN + "chat1\",\"c1\":" + PIN + "2&PIN=Y\",\"c2\":" + PIN + "chat1&PIN=N\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c0\":true,\"c1\":true,\"c2\":true}");
        assertThat(result.path("result_error").toString()).isEqualTo("[]");
        assertThat(result.at("/result_time/c1").has("operating_reset_at")).isTrue();
        assertThat(fake().pinnedDialogs()).containsExactly("2");
    }

    @Test
    void tellsEachCommandsError() {
        JsonNode result = batch(0, "\"c0\":" + PIN + "x\",\"c1\":" + PIN + "chat1\",\"c2\":\"no.such.method\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c1\":true}");
        assertThat(result.at("/result_error/c0/error").asText()).isEqualTo("DIALOG_ID_EMPTY");
        assertThat(result.at("/result_error/c2/error").asText()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    @Test
    void answersAListForConsecutiveNumbersAsKeys() {
        JsonNode all = batch(0, "\"0\":" + PIN + "chat1\",\"1\":" + PIN + "chat2\"");
        JsonNode some = batch(0, "\"0\":" + PIN + "x\",\"1\":" + PIN + "chat2\"");

        assertThat(all.path("result").toString()).isEqualTo("[true,true]");
        assertThat(some.path("result").toString()).isEqualTo("{\"1\":true}");
        assertThat(some.path("result_error").isArray()).isTrue();
    }

    @Test
    void stopsAtTheFirstErrorWhenHalting() {
        JsonNode result = batch(1, "\"c0\":" + PIN + "chat1\",\"c1\":" + PIN + "x\",\"c2\":" + PIN + "chat2\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c0\":true}");
        assertThat(result.path("result_error").size()).isEqualTo(1);
        assertThat(fake().pinnedDialogs()).containsExactly("chat1");
    }

    @Test
    void smugglesInAParameterThatIsNotEncoded() {
        fake().addRecent("chat1");
        batch(0, "\"c0\":" + PIN + "chat1\"");

        batch(0, "\"c0\":" + PIN + "chat1&PIN=N&PIN=N\",\"c1\":" + PIN + "chat2%26PIN%3DN\"");

        assertThat(fake().pinnedDialogs()).isEmpty();
        assertThat(fake().requests().get(1).commands())
                .extracting(RecordedRequest.Command::parameters)
                .containsExactly(Map.of("DIALOG_ID", "chat1", "PIN", "N"), Map.of("DIALOG_ID", "chat2&PIN=N"));
    }

    @Test
    void refusesTheFiftyFirstCommand() {
        String commands = IntStream.rangeClosed(1, 51)
                .mapToObj(id -> "\"c" + id + "\":" + PIN + "chat" + id + "\"")
                .collect(Collectors.joining(","));

        JsonNode result = batch(0, commands);

        assertThat(result.path("result").size()).isEqualTo(50);
        assertThat(result.at("/result_error/c51/error").asText()).isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
    }

    @Test
    void refusesABatchInABatch() {
        JsonNode result = batch(0, "\"c0\":\"batch?cmd[a]=im.recent.pin\"");

        assertThat(result.at("/result_error/c0/error").asText()).isEqualTo("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }

    @Test
    void blocksTheCommandsOfAMethodWithoutOperatingTime() {
        fake().exhaustOperating("im.recent.pin", 1, Duration.ofMinutes(5));

        JsonNode result = batch(0, "\"c0\":" + PIN + "chat1\",\"c1\":" + PIN + "chat2\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c0\":true}");
        assertThat(result.at("/result_error/c1/error").asText()).isEqualTo("OPERATION_TIME_LIMIT");
    }

    @Test
    void resolvesReferencesToEarlierResults() {
        fake().sonetGroup(5, 17);

        batch(
                0,
                "\"group\":\"im.dialog.get?DIALOG_ID=sg5\",\"c1\":" + PIN + "$result[group][dialog_id]\",\"c2\":" + PIN
                        + "$result%5Bgroup%5D%5Bid%5D\",\"c3\":" + PIN + "chat$result[group][id]0\"");

        assertThat(fake().pinnedDialogs()).containsExactly("chat170", "17", "chat17");
    }

    @Test
    void resolvesReferencesIntoLists() {
        fake().addRecent("chat9");

        batch(0, "\"list\":\"im.recent.list\",\"c1\":" + PIN + "$result[list][items][0][id]\"");

        assertThat(fake().pinnedDialogs()).containsExactly("chat9");
    }

    @Test
    void takesAnUnknownReferenceForNothing() {
        JsonNode result = batch(0, "\"c1\":" + PIN + "chat1$result[c0][id]\",\"c2\":" + PIN + "$result[c1][id]\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c1\":true}");
        assertThat(result.at("/result_error/c2/error").asText()).isEqualTo("DIALOG_ID_EMPTY");
        assertThat(fake().pinnedDialogs()).containsExactly("chat1");
    }

    @Test
    void saysNothingOfACommandThatIsNoText() {
        JsonNode result = batch(0, "\"c0\":{\"method\":\"profile\"},\"c1\":" + PIN + "chat1\"");

        assertThat(result.path("result").toString()).isEqualTo("{\"c1\":true}");
        assertThat(result.path("result_error").isEmpty()).isTrue();
    }

    @Test
    void tellsWhereAListGoesOn() {
        fake().addRecent("chat1", "chat2");

        JsonNode result = batch(0, "\"c0\":\"im.recent.list?LIMIT=1\",\"c1\":\"im.recent.list\"");

        assertThat(result.path("result_next").toString()).isEqualTo("{\"c0\":1}");
        assertThat(result.at("/result_total/c0").asInt()).isEqualTo(-1);
    }

    @Test
    void saysOfAnotherThanTheOperatorNoCode() {
        fake().operator(false);

        JsonNode result = batch(0, "\"c0\":\"imopenlines.session.mode.pin?CHAT_ID=2020\"");

        assertThat(result.at("/result_error/c0/error").asText("none")).isEmpty();
    }

    @Test
    void readsCommandsFromAForm() {
        client.postForm(url(), "halt=0&cmd%5Bc0%5D=im.recent.pin%3FDIALOG_ID%3Dchat1%26PIN%3DY");

        assertThat(fake().pinnedDialogs()).containsExactly("chat1");
    }

    @Test
    void countsAsOneRequest() {
        fake().fillBucket(49);

        batch(0, "\"c0\":" + PIN + "chat1\",\"c1\":" + PIN + "chat2\"");

        assertThat(fake().rejected()).isZero();
        assertThat(client.postJson(url(), "{}").status()).isEqualTo(503);
    }

    private FakeBitrix24 fake() {
        return extension.fake();
    }

    private JsonNode batch(int halt, String commands) {
        PlainClient.Reply reply = client.postJson(url(), "{\"halt\":" + halt + ",\"cmd\":{" + commands + "}}");
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().path("result");
    }

    private String url() {
        return fake().url() + "/rest/" + fake().webhookToken() + "/batch";
    }
}
