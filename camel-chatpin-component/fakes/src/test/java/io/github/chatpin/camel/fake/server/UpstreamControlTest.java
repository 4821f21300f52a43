package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamControlTest {

    private static final Standalone STANDALONE = Standalone.start("--clock=still", "--plan=unlimited");

    @BeforeEach
    void reset() {
        STANDALONE.post("/reset", "");
    }

    @AfterAll
    static void stop() {
        STANDALONE.close();
    }

    @Test
    void listsRequestsWithoutSecrets() {
        STANDALONE.pinDialog("chat17");

        assertThat(requests("").toString())
                .startsWith("[{\"number\":1,\"receivedAt\":\"2026-03-03T08:00:00Z\",\"httpMethod\":\"POST\","
                        + "\"path\":\"/rest/1/***/im.recent.pin\",\"apiMethod\":\"im.recent.pin\",\"status\":200,"
                        + "\"credentials\":\"WEBHOOK\",\"parameters\":{\"DIALOG_ID\":\"chat17\"},\"headers\":{")
                .endsWith("\"commands\":[]}]");
    }

    @Test
    void listsABatchsCommands() {
        STANDALONE.callBitrix24("batch", "{\"cmd\":{\"a\":\"im.recent.pin?DIALOG_ID=chat18\"}}");

        assertThat(requests("").path(0).path("commands").toString())
                .isEqualTo("[{\"key\":\"a\",\"method\":\"im.recent.pin\",\"parameters\":{\"DIALOG_ID\":\"chat18\"}}]");
    }

    @Test
    void listsWhatCameAfterARequest() {
        STANDALONE.pinDialog("chat1");
        STANDALONE.pinDialog("chat2");
        STANDALONE.pinDialog("chat3");

        assertThat(requests("?after=1")).hasSize(2);
        assertThat(requests("?after=1").path(0).path("number").asInt()).isEqualTo(2);
        assertThat(requests("?after=4")).isEmpty();
        assertThat(STANDALONE.get("/bitrix24/requests?after=x").error())
                .isEqualTo("after must be a whole number, 0 or more");
    }

    @Test
    void forgetsRequests() {
        STANDALONE.pinDialog("chat17");

        JsonNode state = STANDALONE.delete("/bitrix24/requests").json();

        assertThat(state.path("requests").asInt()).isZero();
        assertThat(state.path("pinned")).hasSize(1);
        assertThat(requests("")).isEmpty();
    }

    @Test
    void countsViolations() {
        STANDALONE.callBitrix24("a/b", "{}");

        assertThat(STANDALONE.state("bitrix24").path("violations").toString())
                .startsWith("[\"unknown path: POST /rest/1/");
    }

    @Test
    void failsTheNextRequest() {
        fault("bitrix24", "{\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        assertThat(statuses("chat1", "chat2")).containsExactly(500, 200);
    }

    @Test
    void failsTheNextRequestsAsOftenAsItIsTold() {
        fault("bitrix24", "{\"times\":2,\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        assertThat(statuses("chat1", "chat2", "chat3")).containsExactly(500, 500, 200);
    }

    @Test
    void failsRequestsThatFitAsOftenAsItIsTold() {
        fault(
                "bitrix24",
                "{\"when\":{\"method\":\"im.recent.PIN\",\"parameters\":{\"dialog_id\":\"chat1\"}},"
                        + "\"times\":2,\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        assertThat(statuses("chat1", "chat2", "chat1", "chat1")).containsExactly(500, 200, 500, 200);
    }

    @Test
    void failsAllRequestsThatFitUntilFaultsAreCleared() {
        fault(
                "bitrix24",
                "{\"when\":{\"parameters\":{\"DIALOG_ID\":\"chat1\"}},\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        assertThat(statuses("chat1", "chat1", "chat2", "chat1")).containsExactly(500, 500, 200, 500);
        STANDALONE.delete("/bitrix24/faults");
        assertThat(statuses("chat1")).containsExactly(200);
    }

    @Test
    void countsParallelRequestsRightly() {
        fault(
                "bitrix24",
                "{\"when\":{\"method\":\"im.recent.pin\"},\"times\":10,\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        List<CompletableFuture<Standalone.Reply>> replies = IntStream.range(0, 30)
                .mapToObj(i -> STANDALONE.callBitrix24Later("im.recent.pin", "{\"DIALOG_ID\":\"chat1\"}"))
                .toList();

        assertThat(replies.stream().map(Standalone::join).filter(reply -> reply.status() == 500))
                .hasSize(10);
    }

    @Test
    void findsACallInABatch() {
        fault(
                "bitrix24",
                "{\"when\":{\"method\":\"im.recent.pin\",\"parameters\":{\"DIALOG_ID\":\"chat2\"}},"
                        + "\"fault\":{\"kind\":\"empty\",\"status\":500}}");

        assertThat(batch("chat1").status()).isEqualTo(200);
        assertThat(batch("chat2").status()).isEqualTo(500);
    }

    @Test
    void takesNumbersAndTruthsAsParameters() {
        fault("whatsapp", "{\"when\":{\"parameters\":{\"pin\":true}},\"fault\":{\"kind\":\"html\",\"status\":502}}");

        assertThatThrownBy(() -> STANDALONE.pinChat("5511999999999")).hasMessageContaining("'<'");
    }

    @Test
    void answersWhatIsScripted() {
        fault(
                "bitrix24",
                "{\"fault\":{\"kind\":\"status\",\"status\":503,\"body\":{\"error\":\"QUERY_LIMIT_EXCEEDED\"}}}");
        Standalone.Reply object = STANDALONE.pinDialog("chat1");
        fault(
                "bitrix24",
                "{\"fault\":{\"kind\":\"status\",\"status\":503,\"body\":\"{\\\"error\\\":\\\"OVERLOAD_LIMIT\\\"}\","
                        + "\"headers\":{\"Retry-After\":7}}}");
        Standalone.Reply text = STANDALONE.pinDialog("chat1");

        assertThat(object.status()).isEqualTo(503);
        assertThat(object.error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        assertThat(text.error()).isEqualTo("OVERLOAD_LIMIT");
        assertThat(text.headers().firstValue("Retry-After")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformedChunk", "garbage", "connectionClosed", "reset", "appliedThenReset"})
    void breaksConnections(String kind) {
        fault("bitrix24", "{\"times\":2,\"fault\":{\"kind\":\"" + kind + "\"}}"); // a client may repeat a request

        assertThatThrownBy(() -> STANDALONE.pinDialog("chat1")).hasRootCauseInstanceOf(IOException.class);
        assertThat(STANDALONE.state("bitrix24").path("pinned").size())
                .isEqualTo(kind.equals("appliedThenReset") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"kind\":\"none\"}', 200",
        "'{\"kind\":\"delay\",\"milliseconds\":5}', 200",
        "'{\"kind\":\"redirect\",\"location\":\"https://example.org/\"}', 302",
        "'{\"kind\":\"status\",\"status\":400}', 400"
    })
    void answersWithTheFaultsStatus(String fault, int status) {
        fault("bitrix24", "{\"fault\":" + fault + "}");

        assertThat(STANDALONE.pinDialog("chat1").status()).isEqualTo(status);
    }

    @Test
    void cutsAnAnswerInHalf() {
        fault("bitrix24", "{\"fault\":{\"kind\":\"truncatedJson\"}}");

        assertThatThrownBy(() -> STANDALONE.pinDialog("chat1")).hasMessageContaining("Unexpected end-of-input");
    }

    @ParameterizedTest
    @CsvSource({"hang, 0", "appliedThenHang, 1"})
    void holdsARequestUntilItIsReleased(String kind, int pinnedBefore) {
        fault("bitrix24", "{\"fault\":{\"kind\":\"" + kind + "\"}}");
        CompletableFuture<Standalone.Reply> hanging =
                STANDALONE.callBitrix24Later("im.recent.pin", "{\"DIALOG_ID\":\"chat1\"}");
        while (STANDALONE.state("bitrix24").path("requests").asInt() == 0
                || STANDALONE.state("bitrix24").path("pinned").size() < pinnedBefore) {
            Thread.onSpinWait();
        }

        assertThat(hanging).isNotDone();
        assertThat(STANDALONE.state("bitrix24").path("pinned")).hasSize(pinnedBefore);

        STANDALONE.post("/bitrix24/release", "");

        assertThat(Standalone.join(hanging).status()).isEqualTo(200);
    }

    @Test
    void resetsOneOfTheTwo() {
        STANDALONE.pinDialog("chat1");
        STANDALONE.pinChat("5511999999999");

        STANDALONE.post("/bitrix24/reset", "");

        assertThat(STANDALONE.state("bitrix24").path("pinned")).isEmpty();
        assertThat(STANDALONE.state("whatsapp").path("requests").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | fault must be a JSON object",
                "{\"fault\":\"hang\"}                                  | fault must be a JSON object",
                "{\"fault\":{}}                                        | fault.kind must be one of appliedThenHang, appliedThenReset, connectionClosed, delay, empty, garbage, hang, html, malformedChunk, none, redirect, reset, status, truncatedJson",
                "{\"fault\":{\"kind\":\"hang\",\"status\":500}}        | there is no field fault.status here, only kind",
                "{\"fault\":{\"kind\":\"empty\"}}                      | fault.status must be a whole number from 200 to 599",
                "{\"fault\":{\"kind\":\"empty\",\"status\":199}}       | fault.status must be a whole number from 200 to 599",
                "{\"fault\":{\"kind\":\"delay\"}}                      | fault.milliseconds must be a whole number from 0 to 3600000",
                "{\"fault\":{\"kind\":\"redirect\"}}                   | fault.location must be text that is not empty",
                "{\"fault\":{\"kind\":\"redirect\",\"location\":\"a\\nb\"}} | fault.location must be printable ASCII",
                "{\"fault\":{\"kind\":\"status\",\"status\":500,\"headers\":{\"a b\":\"c\"}}} | fault.headers must be names of letters, digits and hyphens, with values in printable ASCII",
                "{\"fault\":{\"kind\":\"status\",\"status\":500,\"headers\":{\"a\":[]}}} | fault.headers.a must be text, a number, or true or false",
                "{\"fault\":{\"kind\":\"hang\"},\"times\":0}           | times must be a whole number from 1 to 1000000",
                "{\"fault\":{\"kind\":\"hang\"},\"when\":1}            | when must be a JSON object",
                "{\"fault\":{\"kind\":\"hang\"},\"when\":{\"path\":1}} | there is no field when.path here, only method, parameters",
                "{\"fault\":{\"kind\":\"hang\"},\"when\":{\"parameters\":{\"a\":{}}}} | when.parameters.a must be text, a number, or true or false"
            })
    void namesWhatIsWrongWithAFault(String body, String message) {
        Standalone.Reply reply = STANDALONE.post("/bitrix24/faults", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(message);
        assertThat(STANDALONE.pinDialog("chat1").status()).isEqualTo(200);
    }

    private static void fault(String upstream, String body) {
        assertThat(STANDALONE.post("/" + upstream + "/faults", body).status()).isEqualTo(200);
    }

    private static List<Integer> statuses(String... dialogIds) {
        return List.of(dialogIds).stream()
                .map(dialogId -> STANDALONE.pinDialog(dialogId).status())
                .toList();
    }

    private static Standalone.Reply batch(String dialogId) {
        return STANDALONE.callBitrix24("batch", "{\"cmd\":{\"a\":\"im.recent.pin?DIALOG_ID=" + dialogId + "\"}}");
    }

    private static JsonNode requests(String query) {
        return STANDALONE.get("/bitrix24/requests" + query).json().path("requests");
    }
}
