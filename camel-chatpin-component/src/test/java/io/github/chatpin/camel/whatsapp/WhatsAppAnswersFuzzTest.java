package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.fuzz.FailureText;
import io.github.chatpin.camel.fuzz.WireAnswer;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Whatever a gateway answers, the command has an outcome, and only a clear yes is one. */
class WhatsAppAnswersFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_790_000_000), ZoneOffset.UTC);

    /** What a clear yes is, for each gateway: by the answer, and the state that was asked for. */
    private static final Map<String, BiPredicate<JsonNode, Boolean>> YES = Map.of(
            "ryzeapi",
            (body, pinned) -> body.path("success").asBoolean(false) && is(body.path("pinned"), pinned),
            "gowa",
            (body, pinned) -> body.path("code").asText().equals("SUCCESS")
                    && is(body.path("results").path("pinned"), pinned),
            "openwa",
            (body, pinned) -> is(body.path("success"), true),
            "wwebjs",
            (body, pinned) -> body.path("success").asBoolean(false) && is(body.path("result"), pinned),
            "wppconnect",
            (body, pinned) -> body.path("status").asText().equals("success")
                    && body.path("response").path("message").isTextual());

    private static boolean is(JsonNode node, boolean value) {
        return node.isBoolean() && node.booleanValue() == value;
    }

    @DictionaryEntries({
        "\"success\":",
        "\"pinned\":",
        "\"result\":",
        "\"results\":{",
        "\"code\":\"SUCCESS\"",
        "\"code\":\"INVALID_JID\"",
        "\"status\":\"success\"",
        "\"response\":{\"message\":\"Chat fixed\"}",
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
        "retry-after: 5",
        "location: https://",
        "s3cr3t-code",
        "maximum pinned",
        "conflict",
        "not connected"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyAnswer(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);
        YES.forEach((gateway, yes) -> {
            ConnectedGateway connected = ConnectedGateway.of(gateway, CLOCK);
            for (boolean pinned : List.of(true, false)) {
                Outcome outcome = connected.set("5511999999999", pinned, answer);
                boolean isYes = answer.isSuccess() && yes.test(answer.json(), pinned);
                assertThat(outcome instanceof Outcome.Applied).as(gateway).isEqualTo(isYes);
                check(outcome);
            }
        });
    }

    @DictionaryEntries({
        "200",
        "[{\"id\":\"5511999999999@c.us\",\"pinned\":true}]",
        "{\"success\":true,\"chats\":[{\"id\":{\"_serialized\":\"1@g.us\"},\"pinned\":true}]}",
        "[{\"id\":{\"_serialized\":\"1@lid\"},\"pin\":1790000000}]",
        "\"pin\":0",
        "status@broadcast",
        "null",
        "[",
        "]"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyList(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);
        for (String gateway : List.of("openwa", "wwebjs", "wppconnect")) {
            ConnectedGateway connected = ConnectedGateway.of(gateway, CLOCK);
            Command reading = ((Listing.Asked) connected.upstream().list()).command();
            Outcome outcome =
                    connected.upstream().outcomes(List.of(reading), answer).get(0);
            if (outcome instanceof Outcome.Listed listed) {
                assertThat(answer.isSuccess()).isTrue();
                listed.chats().forEach(chat -> assertThat(
                                connected.upstream().pin(chat.chatId(), true).orderKey())
                        .isEqualTo(chat.chatId()));
            } else if (!(outcome instanceof Outcome.Continued)) {
                check(outcome);
            }
        }
    }

    private static void check(Outcome outcome) {
        Integer remaining = outcome.facts().rateLimitRemaining();
        if (remaining != null) {
            assertThat(remaining).isNotNegative();
        }
        if (outcome instanceof Outcome.Applied applied && applied.message() != null) {
            FailureText.check(applied.message(), ConnectedGateway.SECRET);
        } else if (outcome instanceof Outcome.Refused refused) {
            check(refused.failure());
        } else if (outcome instanceof Outcome.TryAgain again) {
            check(again.failure());
            if (again.dictatedWait() != null) {
                assertThat(again.dictatedWait()).isBetween(Duration.ZERO, Duration.ofDays(1));
            }
        }
    }

    private static void check(ChatPinException failure) {
        FailureText.check(failure, ConnectedGateway.SECRET);
        assertThat(failure.getPlatform()).isEqualTo("whatsapp");
    }
}
