package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a status means by itself, for every platform. */
class StatusLadderTest {

    private static final UpstreamAccount ACCOUNT = new UpstreamAccount(
            "bitrix24 acme",
            "bitrix24 acme",
            URI.create("https://acme.example"),
            new RateLimit.Unlimited(),
            8,
            Map.of(),
            Map.of(),
            () -> List.of("s3cr3t"));

    private final StatusLadder ladder =
            new StatusLadder(ACCOUNT, new Redaction(ACCOUNT.secrets()), "check the credentials");

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 200, 204, 408, 421, 425, 500, 501, 502, 503, 504, 520, 599, 600, 999})
    void asksAgainAfterWhatIsNeitherYesNorNo(int status) {
        assertThat(again(status))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("what happened")
                .matches(ChatPinException::isRetryable);
    }

    @Test
    void asksAgainOverALimit() {
        assertThat(again(429)).isInstanceOf(RateLimitedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void blamesTheCredentials(int status) {
        assertThat(refused(status))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("what happened; check the credentials");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 402, 404, 405, 406, 409, 410, 413, 415, 418, 422, 451, 499})
    void blamesTheRequest(int status) {
        assertThat(refused(status)).isInstanceOf(PinRejectedException.class).hasMessage("what happened");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        assertThat(refused(status))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("bitrix24 acme redirects to new.example (status " + status
                        + "), which is not followed; if it" + " was renamed, configure the new address")
                .matches(e -> !e.isRetryable() && e.getStatusCode() == status);
    }

    @Test
    void namesAProxyThatAsksForCredentials() {
        assertThat(refused(407))
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage(
                        "A proxy on the way to bitrix24 acme asks for credentials (status 407, Basic realm=\"xxxxxx\");"
                                + " set proxyAuthUsername and proxyAuthPassword of the HTTP component")
                .matches(e -> !e.isRetryable());
    }

    private ChatPinException again(int status) {
        return ((Outcome.TryAgain) outcome(status)).failure();
    }

    private ChatPinException refused(int status) {
        return ((Outcome.Refused) outcome(status)).failure();
    }

    private Outcome outcome(int status) {
        UpstreamAnswer answer = new UpstreamAnswer(
                status,
                Map.of("location", "https://new.example/", "proxy-authenticate", "Basic realm=\"s3cr3t\""),
                new byte[0]);
        return ladder.outcome("what happened", new Origin("bitrix24", "chat1", status, null), answer, AnswerFacts.NONE);
    }
}
