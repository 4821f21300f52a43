package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.fuzz.FailureText;
import io.github.chatpin.camel.fuzz.WireAnswer;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Whatever a gateway answers, the command has an outcome, and only a clear yes is one. */
class WhatsAppAnswersFuzzTest {

    private static final String SECRET = "s3cr3t-code";
    private static final RateLimit.FixedWindow WINDOW = new RateLimit.FixedWindow(100, Duration.ofMinutes(1));
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);
    private static final UpstreamAccount ACCOUNT = new UpstreamAccount(
            "whatsapp test",
            "whatsapp test",
            URI.create("https://gateway.example"),
            WINDOW,
            1,
            Map.of(),
            Map.of(),
            () -> List.of(SECRET));
    private static final PinCommand PIN = new PinCommand("pinChat", "5511999999999", true, "5511999999999");
    private static final PinCommand UNPIN = new PinCommand("pinChat", "1@g.us", false, "1@g.us");

    @DictionaryEntries({
        "\"success\":",
        "\"pinned\":",
        "\"error\":",
        "\"message\":",
        "\"chat_jid\":",
        "true",
        "false",
        "null",
        "{}",
        "[]",
        "x-ratelimit-reset: 1790000030",
        "x-ratelimit-remaining: 17",
        "location: https://",
        "s3cr3t-code",
        "maximum pinned",
        "conflict",
        "not connected"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyAnswer(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);
        PinMemory memory = new PinMemory(Clock.systemUTC());
        WhatsAppAnswers answers = new WhatsAppAnswers(ACCOUNT, WINDOW, memory, 3, CLOCK);

        check(answers.of(PIN, answer), answer, true);
        check(answers.of(UNPIN, answer), answer, false);
    }

    private static void check(Outcome outcome, UpstreamAnswer answer, boolean pinned) {
        boolean isYes = answer.isSuccess()
                && answer.json().path("success").asBoolean(false)
                && answer.json().path("pinned").isBoolean()
                && answer.json().path("pinned").booleanValue() == pinned;
        assertThat(outcome instanceof Outcome.Applied).isEqualTo(isYes);
        Integer remaining = outcome.facts().rateLimitRemaining();
        if (remaining != null) {
            assertThat(remaining).isNotNegative();
        }
        if (outcome instanceof Outcome.Applied applied && applied.message() != null) {
            FailureText.check(applied.message(), SECRET);
        } else if (outcome instanceof Outcome.Refused refused) {
            check(refused.failure());
        } else if (outcome instanceof Outcome.TryAgain again) {
            check(again.failure());
            if (again.dictatedWait() != null) {
                assertThat(again.dictatedWait())
                        .isBetween(Duration.ZERO, WINDOW.period().plusSeconds(1));
            }
        }
    }

    private static void check(ChatPinException failure) {
        FailureText.check(failure, SECRET);
        assertThat(failure.getPlatform()).isEqualTo("whatsapp");
    }
}
