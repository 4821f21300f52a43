package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.fuzz.FailureText;
import io.github.chatpin.camel.fuzz.WireAnswer;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whatever a portal answers, each command has an outcome, and only a clear yes is one. */
class Bitrix24AnswersFuzzTest {

    private static final String SECRET = "s3cr3t-code";
    private static final UpstreamAccount ACCOUNT = new UpstreamAccount(
            "bitrix24 test",
            "bitrix24 test",
            URI.create("https://acme.bitrix24.com"),
            new RateLimit.Unlimited(),
            8,
            Map.of(),
            Map.of(),
            () -> List.of(SECRET));
    private static final PinCommand PIN = PinMethod.RECENT.command("chat1", true);
    private static final PinCommand PIN_ALL = new PinCommand("imopenlines.session.mode.pinAll", null, true, "all");
    private static final List<PinCommand> BATCH =
            List.of(PIN, PinMethod.OPEN_LINE.command("2020", false), PinMethod.RECENT.command("sg7", false));

    private final Bitrix24Answers answers = answers();

    static Bitrix24Answers answers() {
        return new Bitrix24Answers(
                ACCOUNT, new OperatingLimit(Clock.systemUTC(), AccountMemory::new), AccountMemory::new, true);
    }

    @DictionaryEntries({
        "\"result\":",
        "\"result_error\":",
        "\"result_time\":",
        "\"error\":",
        "\"error_description\":",
        "true",
        "false",
        "null",
        "{}",
        "[]",
        "\"c0\":",
        "\"c1\":",
        "\"time\":",
        "\"operating\":",
        "\"operating_reset_at\":",
        "s3cr3t-code",
        "QUERY_LIMIT_EXCEEDED",
        "OPERATION_TIME_LIMIT",
        "expired_token",
        "OVERLOAD_LIMIT",
        "ERROR_BATCH_",
        "location: "
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyAnswer(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);

        Outcome ofPin = answers.ofCall(PIN, answer);
        check(ofPin);
        assertThat(ofPin instanceof Outcome.Applied)
                .isEqualTo(isWithoutError(answer)
                        && answer.json().path("result").asBoolean(false)
                        && answer.json().path("result").isBoolean());

        Outcome ofPinAll = answers.ofCall(PIN_ALL, answer);
        check(ofPinAll);
        if (ofPinAll instanceof Outcome.AllApplied all) {
            assertThat(isWithoutError(answer)).isTrue();
            assertThat(all.sessionIds().stream().map(BigInteger::valueOf).toList())
                    .isEqualTo(sessionIds(answer));
        }

        List<Outcome> ofBatch = answers.ofBatch(BATCH, answer);
        assertThat(ofBatch).hasSameSizeAs(BATCH);
        ofBatch.forEach(Bitrix24AnswersFuzzTest::check);
        if (!isWithoutError(answer)) {
            assertThat(ofBatch).noneMatch(Outcome.Applied.class::isInstance);
        }
    }

    private static boolean isWithoutError(UpstreamAnswer answer) {
        return answer.isSuccess() && !Bitrix24Error.ofRequest("", answer.json()).isTold();
    }

    private static List<BigInteger> sessionIds(UpstreamAnswer answer) {
        List<BigInteger> ids = new ArrayList<>();
        answer.json().path("result").forEach(id -> ids.add(new BigInteger(id.asText())));
        return ids;
    }

    static void check(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            check(refused.failure());
        } else if (outcome instanceof Outcome.TryAgain again) {
            check(again.failure());
            if (again.dictatedWait() != null) {
                assertThat(again.dictatedWait()).isPositive();
            }
        }
    }

    private static void check(ChatPinException failure) {
        FailureText.check(failure, SECRET);
        assertThat(failure.getPlatform()).isEqualTo("bitrix24");
    }
}
