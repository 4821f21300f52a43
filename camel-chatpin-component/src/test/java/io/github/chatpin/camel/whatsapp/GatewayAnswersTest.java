package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * What each answer of each gateway means: the rows of {@code gateway-answers.csv}. "again" is what is tried again, and
 * then fails so.
 */
class GatewayAnswersTest {

    private static final String CHAT = "5511999999999";
    private static final Map<String, Class<? extends ChatPinException>> FAILURES = Map.of(
            "credentials", AuthenticationException.class,
            "full", PinLimitReachedException.class,
            "not applied", PinNotAppliedException.class,
            "rejected", PinRejectedException.class,
            "limited", RateLimitedException.class,
            "unavailable", UpstreamUnavailableException.class);

    @ParameterizedTest(name = "{0} {1} {2}: {4}")
    @CsvFileSource(resources = "gateway-answers.csv", delimiter = '|', quoteCharacter = '`')
    void mean(String gateway, boolean pinned, int status, String body, String meaning) {
        UpstreamAnswer answer = ConnectedGateway.answer(status, body == null ? "" : body);

        Outcome outcome = ConnectedGateway.of(gateway).set(CHAT, pinned, answer);

        if (meaning.equals("done")) {
            assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        } else if (meaning.startsWith("again, ")) {
            ChatPinException failure = ((Outcome.TryAgain) outcome).failure();
            check(failure, status, meaning.substring("again, ".length()));
        } else {
            check(((Outcome.Refused) outcome).failure(), status, meaning);
        }
    }

    private static void check(ChatPinException failure, int status, String meaning) {
        assertThat(failure).isExactlyInstanceOf(FAILURES.get(meaning));
        assertThat(failure.getStatusCode()).isEqualTo(status);
        assertThat(failure.getChatId()).isEqualTo(CHAT);
        assertThat(failure.toString()).doesNotContain(ConnectedGateway.SECRET);
    }
}
