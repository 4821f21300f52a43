package io.github.chatpin.example.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PinFailuresTest {

    private static final Origin ORIGIN = new Origin("whatsapp", "5511999999999", 429, "rate limit exceeded");

    private final PinFailures failures = new PinFailures();

    @Test
    void theClientShallWaitAsLongAsTheUpstreamSaidInWholeSeconds() {
        RateLimitedException failure = new RateLimitedException("Full", ORIGIN, Duration.ofMillis(1200));

        assertThat(failures.notPinned(failure).getHeaders().getFirst("Retry-After"))
                .isEqualTo("2");
    }

    @Test
    void aFaultThatDoesNotPassHasNoTimeToRetry() {
        UpstreamUnavailableException failure = new UpstreamUnavailableException("Portal deleted", ORIGIN, false);

        assertThat(failures.notPinned(failure).getStatusCode().value()).isEqualTo(503);
        assertThat(failures.notPinned(failure).getHeaders()).doesNotContainKey("Retry-After");
    }

    @Test
    void aServiceThatStopsIsUnavailable() {
        assertThat(failures.stopping(new RejectedExecutionException("Stopped")).getStatus())
                .isEqualTo(503);
    }
}
