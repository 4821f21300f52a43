package io.github.chatpin.camel.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void dictatesNoWaitThatIsNegativeOrLongerThanAYear() {
        assertThat(tryAgain(Duration.ZERO).dictatedWait()).isZero();
        assertThat(tryAgain(YEAR).dictatedWait()).isEqualTo(YEAR);
        assertThat(tryAgain(null).dictatedWait()).isNull();

        for (Duration wait :
                List.of(Duration.ofNanos(-1), Duration.ofDays(-365_000), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tryAgain(wait))
                    .withMessage("dictatedWait: negative");
        }
        for (Duration wait : List.of(YEAR.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tryAgain(wait))
                    .withMessage("dictatedWait: longer than a year");
        }
    }

    @Test
    void looksAgainForARenewalInATimeThatIsKnownAndWithinAYear() {
        assertThat(new CredentialRenewal.Result.Elsewhere(YEAR).lookAgain()).isEqualTo(YEAR);

        assertThatNullPointerException()
                .isThrownBy(() -> new CredentialRenewal.Result.Elsewhere(null))
                .withMessage("lookAgain");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialRenewal.Result.Elsewhere(Duration.ofMillis(-1)))
                .withMessage("lookAgain: negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CredentialRenewal.Result.Elsewhere(YEAR.plusNanos(1)))
                .withMessage("lookAgain: longer than a year");
    }

    private static Outcome.TryAgain tryAgain(Duration wait) {
        return new Outcome.TryAgain(
                new UpstreamUnavailableException("down", Origin.unanswered("desk", "17"), true),
                wait,
                Outcome.Scope.LIMIT,
                AnswerFacts.NONE);
    }
}
