package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a batch, and what the upstream repeats of a secret. */
class Bitrix24AnswersTest {

    private static final UpstreamAccount ACCOUNT = new UpstreamAccount(
            "bitrix24 test",
            "bitrix24 test",
            URI.create("https://acme.bitrix24.com"),
            new RateLimit.Unlimited(),
            8,
            Map.of(),
            Map.of(),
            () -> List.of("s3cr3t-code"));
    private static final List<PinCommand> COMMANDS =
            List.of(PinMethod.RECENT.command("chat1", true), PinMethod.RECENT.command("chat2", true));

    private final Bitrix24Answers answers = new Bitrix24Answers(
            ACCOUNT, new OperatingLimit(Clock.systemUTC(), AccountMemory::new), AccountMemory::new, false);

    @Test
    void readsABatchInWhichAllSucceeded() {
        assertThat(batch("{\"result\":{\"result\":{\"c0\":true,\"c1\":true},\"result_error\":[],\"result_time\":"
                        + "{\"c0\":{\"operating\":1.5,\"operating_reset_at\":1772520100},\"c1\":{}}}}"))
                .allMatch(Outcome.Applied.class::isInstance)
                .extracting(outcome -> outcome.facts().operating())
                .containsExactly(1.5, null);
    }

    @Test
    void readsABatchThatPhpWroteAsALists() {
        assertThat(batch("{\"result\":{\"result\":[true,true],\"result_error\":[]}}"))
                .allMatch(Outcome.Applied.class::isInstance);
    }

    @Test
    void tellsTheCommandsOfABatchApart() {
        List<Outcome> outcomes = batch("{\"result\":{\"result\":{\"c0\":false},\"result_error\":{\"c1\":"
                + "{\"error\":\"ACCESS_DENIED\",\"error_description\":\"no\"}}}}");

        assertThat(failure(outcomes.get(0))).isInstanceOf(PinNotAppliedException.class);
        assertThat(failure(outcomes.get(1)))
                .as("ACCESS_DENIED inside a batch is about the pin, not the credentials")
                .isInstanceOf(PinRejectedException.class);
    }

    @Test
    void readsABatchInWhichAllFailed() {
        List<Outcome> outcomes = batch("{\"result\":{\"result\":[],\"result_error\":{"
                + "\"c0\":{\"error\":\"OPERATION_TIME_LIMIT\"},\"c1\":{\"error\":\"expired_token\"}}}}");

        assertThat(failure(outcomes.get(0))).isInstanceOf(RateLimitedException.class);
        assertThat(failure(outcomes.get(1))).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void takesAnUnknownErrorOfACommandForARejection() {
        List<Outcome> outcomes = batch(
                "{\"result\":{\"result\":{\"c0\":true},\"result_error\":{\"c1\":{\"error\":\"SOMETHING_NEW\"}}}}");

        assertThat(failure(outcomes.get(1))).isInstanceOf(PinRejectedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"\"", "17", "true", "false", "{\"error\":null}", "{\"error\":false}"})
    void asksAgainForACommandWhoseErrorSaysNothing(String error) {
        List<Outcome> outcomes = batch(withError(error));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.TryAgain.class);
        assertThat(failure(outcomes.get(1)))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("im.recent.pin of chat2 at https://acme.bitrix24.com: status 200 without the documented"
                        + " result");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"error":"","error_description":"Not found"}         |        | status 200 without an error code, Not found
            {"error":" ","error_description":"odd"}              |        | status 200 without an error code, odd
            {"error":""}                                         |        | status 200 without an error code
            {"error_description":"odd"}                          |        | status 200 without an error code, odd
            {"error":{"code":"ODD","message":"odd"}}             | ODD    | 200 ODD, odd
            {"error":{"code":"","message":"odd"}}                |        | status 200 without an error code, odd
            {"error":{"code":17,"message":"odd"}}                | 17     | 200 17, odd
            {"error":{"error":"ODD","error_description":"odd"}}  | ODD    | 200 ODD, odd
            {"error":{"odd":1}}                                  |        | status 200 without an error code
            {"error":["ODD"],"error_description":["odd","odd"]}  | ODD    | 200 ODD, odd
            {"error":[{"code":"ODD","message":"odd"}]}           | ODD    | 200 ODD, odd
            {"error":"ODD","error_description":{"text":1,"message":"odd"}} | ODD | 200 ODD, odd
            {"error":17}                                         | 17     | 200 17
            {"error":true,"error_description":"odd"}             |        | status 200 without an error code, odd
            "ACCESS_ERROR"                                       | ACCESS_ERROR | 200 ACCESS_ERROR
            """)
    void takesWhateverErrorOfACommandForARejectionAndSaysWhatItSays(String error, String code, String said) {
        List<Outcome> outcomes = batch(withError(error));

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
        assertThat(failure(outcomes.get(1)))
                .isInstanceOf(PinRejectedException.class)
                .hasMessage("im.recent.pin of chat2 at https://acme.bitrix24.com: " + said)
                .matches(e -> Objects.equals(e.getErrorCode(), code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"expired_token\"", "{\"error\":{\"code\":\"invalid_token\"}}", "{\"error\":\"INVALID_TOKEN\"}"
            })
    void renewsForACommandOfABatch(String error) {
        Bitrix24Answers renewing = new Bitrix24Answers(
                ACCOUNT, new OperatingLimit(Clock.systemUTC(), AccountMemory::new), AccountMemory::new, true);

        assertThat(renewing.ofBatch(COMMANDS, answer(200, withError(error))).get(1))
                .isInstanceOfSatisfying(Outcome.TryAgain.class, again -> assertThat(again.scope())
                        .isEqualTo(Outcome.Scope.CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorization_error", "CONNECTION_ERROR", "INTERNAL_SERVER_ERROR"})
    void asksAgainForACommandWhoseErrorPasses(String code) {
        assertThat(batch(withError("{\"error\":\"" + code + "\"}")).get(1)).isInstanceOf(Outcome.TryAgain.class);
    }

    private static String withError(String error) {
        return "{\"result\":{\"result\":{\"c0\":true,\"c1\":true},\"result_error\":{\"c1\":" + error + "}}}";
    }

    @Test
    void takesNullForNoError() {
        assertThat(batch("{\"result\":{\"result\":{\"c0\":true,\"c1\":true},\"result_error\":{\"c1\":null}}}"))
                .allMatch(Outcome.Applied.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "0", "\"\"", "[]", "{}"})
    void takesAResultBesideAnErrorThatSaysNothing(String error) {
        String body = "{\"result\":true,\"error\":" + error + ",\"error_description\":\"\"}";

        assertThat(answers.ofCall(COMMANDS.get(0), answer(200, body))).isInstanceOf(Outcome.Applied.class);
        assertThat(answers.ofCall(COMMANDS.get(0), answer(400, body))).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"error\":\"\",\"error_description\":\"odd\"",
                "\"error\":false,\"error_description\":\"odd\"",
                "\"error_description\":\"odd\"",
                "\"error\":true,\"error_description\":\"odd\"",
                "\"error\":{\"message\":\"odd\"}",
                "\"error\":{\"code\":\"\",\"message\":\"odd\"}"
            })
    void asksAgainAfterASuccessThatTellsAnErrorWithoutACode(String error) {
        Outcome outcome = answers.ofCall(COMMANDS.get(0), answer(200, "{\"result\":true," + error + "}"));

        assertThat(outcome).isInstanceOf(Outcome.TryAgain.class);
        assertThat(failure(outcome))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage(
                        "im.recent.pin of chat1 at https://acme.bitrix24.com: status 200 without an error code, odd")
                .matches(e -> e.getErrorCode() == null);
    }

    /** The page of a web server is none of the API's answers; the API's own answer is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "404", "\"Not Found\"", "null"})
    void asksAgainWhereNothingIsFoundAndTheAnswerIsNoneOfTheApi(String body) {
        Outcome outcome = answers.ofCall(COMMANDS.get(0), answer(404, body));

        assertThat(outcome).isInstanceOf(Outcome.TryAgain.class);
        assertThat(failure(outcome))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage(
                        "im.recent.pin of chat1 at https://acme.bitrix24.com: status 404 without an error code; there"
                                + " may be no such portal, or a proxy has answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"error\":\"\"}", "{\"error\":\"ODD\"}", "{\"message\":\"odd\"}"})
    void rejectsAPinWhereTheApiSaysThatNothingIsFound(String body) {
        assertThat(failure(answers.ofCall(COMMANDS.get(0), answer(404, body))))
                .isInstanceOf(PinRejectedException.class);
    }

    @Test
    void asksAgainForACommandThatTheAnswerForgot() {
        List<Outcome> outcomes = batch("{\"result\":{\"result\":{\"c0\":true},\"result_error\":[]}}");

        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void appliesAFailureOfTheWholeBatchToEachCommand() {
        List<Outcome> outcomes = answers.ofBatch(
                COMMANDS, answer(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\",\"error_description\":\"Too many\"}"));

        assertThat(outcomes)
                .hasSize(2)
                .allMatch(outcome -> ((Outcome.TryAgain) outcome).scope() == Outcome.Scope.LIMIT);
        assertThat(failure(outcomes.get(1)).getChatId()).isEqualTo("chat2");
    }

    @Test
    void blamesTheCredentialsForABatchThatIsDeniedWithTheirStatus() {
        assertThat(answers.ofBatch(COMMANDS, answer(401, "{\"error\":\"ACCESS_DENIED\"}")))
                .hasSize(2)
                .allMatch(outcome -> failure(outcome) instanceof AuthenticationException);
    }

    @Test
    void believesNoBatchWhoseResultIsNoMap() {
        assertThat(batch("{\"result\":true}"))
                .as("true is no answer to a batch")
                .noneMatch(Outcome.Refused.class::isInstance)
                .allMatch(Outcome.TryAgain.class::isInstance);
    }

    @Test
    void takesSecretsAndLineBreaksOutOfWhatTheUpstreamSays() {
        Outcome outcome = answers.ofCall(
                COMMANDS.get(0),
                answer(400, "{\"error\":\"ODD s3cr3t-code\",\"error_description\":\"at /rest/1/s3cr3t-code/\\nx\"}"));

        assertThat(failure(outcome))
                .hasMessage("im.recent.pin of chat1 at https://acme.bitrix24.com: 400 ODD xxxxxx, at /rest/1/xxxxxx/ x")
                .matches(e -> e.getErrorCode().equals("ODD xxxxxx"));
    }

    @Test
    void readsAnErrorThatIsNoText() {
        assertThat(failure(answers.ofCall(COMMANDS.get(0), answer(500, "{\"error\":17}"))))
                .isInstanceOf(UpstreamUnavailableException.class)
                .matches(e -> e.getErrorCode().equals("17"));
    }

    @Test
    void asksAgainAfterABodyInNoEncodingOfJson() {
        byte[] brokenUtf32 = {0, 0, 0, '{', -1, -1, -1, -1};

        Outcome outcome = answers.ofCall(COMMANDS.get(0), new UpstreamAnswer(200, Map.of(), brokenUtf32));

        assertThat(failure(outcome)).isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void believesNoSessionIdThatIsNoLong() {
        PinCommand pinAll = new PinCommand("imopenlines.session.mode.pinAll", null, true, "all");

        assertThat(answers.ofCall(pinAll, answer(200, "{\"result\":[339,18446744073709551617]}")))
                .isInstanceOf(Outcome.TryAgain.class);
    }

    @Test
    void takesARedirectForOneWhateverUnknownErrorItsBodyTells() {
        UpstreamAnswer moved = redirect("{\"error\":\"MOVED\"}");

        List<Outcome> outcomes = new ArrayList<>(answers.ofBatch(COMMANDS, moved));
        outcomes.add(answers.ofCall(COMMANDS.get(0), moved));

        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertThat(((Outcome.Refused) outcome).failure())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessageStartingWith("bitrix24 test redirects to new.example (status 302)")
                .matches(e -> !e.isRetryable() && e.getErrorCode().equals("MOVED")));
    }

    @Test
    void letsAKnownErrorDecideBeforeTheRedirect() {
        assertThat(failure(answers.ofCall(COMMANDS.get(0), redirect("{\"error\":\"ACCESS_ERROR\"}"))))
                .isInstanceOf(PinRejectedException.class);
    }

    private static UpstreamAnswer redirect(String body) {
        return new UpstreamAnswer(
                302, Map.of("location", "https://new.example/rest/"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesSecretsOutOfTheHostOfARedirect() {
        Outcome outcome = answers.ofCall(
                COMMANDS.get(0),
                new UpstreamAnswer(302, Map.of("location", "https://s3cr3t-code.example/"), new byte[0]));

        assertThat(failure(outcome)).hasMessageStartingWith("bitrix24 test redirects to xxxxxx.example (status 302)");
    }

    private List<Outcome> batch(String body) {
        return answers.ofBatch(COMMANDS, answer(200, body));
    }

    private static UpstreamAnswer answer(int status, String body) {
        return new UpstreamAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ChatPinException failure(Outcome outcome) {
        return outcome instanceof Outcome.TryAgain again ? again.failure() : ((Outcome.Refused) outcome).failure();
    }
}
