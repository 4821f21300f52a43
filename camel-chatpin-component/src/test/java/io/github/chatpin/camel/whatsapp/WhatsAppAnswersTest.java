package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.spi.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gateways' headers and bodies say beyond what a route shows. */
class WhatsAppAnswersTest {

    private static final String CHAT = "5511999999999";

    private final ConnectedGateway ryzeApi = ConnectedGateway.of("ryzeapi");

    @Test
    void readsMoreRemainingRequestsThanAnIntHoldsAsNoNumber() {
        Outcome outcome = of(200, Map.of("x-ratelimit-remaining", "4294967290", "x-ratelimit-reset", "1790000030"));

        assertThat(outcome.facts().rateLimitRemaining()).isNull();
        assertThat(outcome.facts().rateLimitResetAt()).isEqualTo(1_790_000_030L);
    }

    @Test
    void takesSecretsOutOfTheHostOfARedirect() {
        Outcome outcome = of(302, Map.of("location", "https://" + ConnectedGateway.SECRET + ".example/"));

        assertThat(((Outcome.Refused) outcome).failure())
                .hasMessageStartingWith("whatsapp https://gateway.example (instance acme) redirects to xxxxxx.example"
                        + " (status 302)");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 7",
        "retry-after-short, 1, 1",
        "Retry-After-long, 3600, 3600",
        "Retry-After, soon, ",
        "Retry-After, 86401, ",
        "Retry-After, -1, ",
        "X-Retry-After, 7, ",
        "Retry-After-Ms, 1500, "
    })
    void waitsAsLongAsIsAskedFor(String name, String value, Integer seconds) {
        Outcome.TryAgain again = (Outcome.TryAgain) of(429, Map.of(name, value));

        Duration wait = seconds == null ? null : Duration.ofSeconds(seconds);
        assertThat(again.dictatedWait()).isEqualTo(wait);
        assertThat(((RateLimitedException) again.failure()).getRetryAfter()).isEqualTo(wait);
        assertThat(again.scope()).isEqualTo(wait == null ? Outcome.Scope.COMMAND : Outcome.Scope.LIMIT);
    }

    @Test
    void waitsForTheLongestOfSeveralLimits() {
        Map<String, String> headers =
                new TreeMap<>(Map.of("Retry-After", "1", "Retry-After-short", "1", "Retry-After-medium", "42"));

        assertThat(((Outcome.TryAgain) of(429, headers)).dictatedWait()).isEqualTo(Duration.ofSeconds(42));
    }

    private Outcome of(int status, Map<String, String> headers) {
        return ryzeApi.pin(CHAT, ConnectedGateway.answer(status, headers, ""));
    }
}
