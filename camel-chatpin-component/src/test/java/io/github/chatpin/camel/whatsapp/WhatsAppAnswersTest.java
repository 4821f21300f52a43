package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gateway's headers and bodies say beyond what a route shows. */
class WhatsAppAnswersTest {

    private static final RateLimit.FixedWindow WINDOW = new RateLimit.FixedWindow(100, Duration.ofMinutes(1));
    private static final UpstreamAccount ACCOUNT = new UpstreamAccount(
            "whatsapp test",
            "whatsapp test",
            URI.create("https://gateway.example"),
            WINDOW,
            1,
            Map.of(),
            Map.of(),
            () -> List.of("s3cr3t-token"));
    private static final PinCommand PIN = new PinCommand("pinChat", "5511999999999", true, "5511999999999");

    private final PinMemory memory = new PinMemory(Clock.systemUTC());
    private final WhatsAppAnswers answers = new WhatsAppAnswers(ACCOUNT, WINDOW, memory, 3, Clock.systemUTC());

    @Test
    void readsMoreRemainingRequestsThanAnIntHoldsAsNoNumber() {
        Outcome outcome = of(200, Map.of("x-ratelimit-remaining", "4294967290", "x-ratelimit-reset", "1790000030"), "");

        assertThat(outcome.facts().rateLimitRemaining()).isNull();
        assertThat(outcome.facts().rateLimitResetAt()).isEqualTo(1_790_000_030L);
    }

    @Test
    void takesSecretsOutOfTheHostOfARedirect() {
        Outcome outcome = of(302, Map.of("location", "https://s3cr3t-token.example/"), "");

        assertThat(((Outcome.Refused) outcome).failure())
                .hasMessageStartingWith("whatsapp test redirects to xxxxxx.example (status 302)");
    }

    private Outcome of(int status, Map<String, String> headers, String body) {
        return answers.of(PIN, new UpstreamAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
}
