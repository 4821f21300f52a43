package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins that do not wait for the limit, and do once the upstream has refused them for it. */
class UnthrottledTest extends AccountTestSupport {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration REST = Duration.ofSeconds(2);

    private final TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, MINUTE), 8);

    static Stream<Outcome> refusalsForTheLimit() {
        return Stream.of(
                overTheLimit(),
                tryAgain("over the limit", Duration.ofSeconds(1), Scope.LIMIT),
                new Outcome.TryAgain(
                        new RateLimitedException("429", Origin.unanswered("test", null), null),
                        null,
                        Scope.COMMAND,
                        AnswerFacts.NONE));
    }

    @ParameterizedTest
    @MethodSource("refusalsForTheLimit")
    void waitForTheirTurnOnceRefused(Outcome refusal) throws Exception {
        Connection free = unthrottled();
        upstream.next(refusal);
        submit(free, "a");
        send();

        time.advance(REST);
        send();
        assertThat(upstream.sent).containsExactly("a");

        time.advance(MINUTE);
        send();
        assertThat(upstream.sent).containsExactly("a", "a");
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isNull());
    }

    @Test
    void doNotWaitAfterAnotherFailure() throws Exception {
        Connection free = unthrottled();
        upstream.next(tryAgain("out of order"));
        submit(free, "a");
        send();

        time.advance(REST);
        send();

        assertThat(upstream.sent).containsExactly("a", "a");
    }

    @Test
    void doNotWaitForThoseThatWereRefused() throws Exception {
        Connection free = unthrottled();
        upstream.next(overTheLimit());
        submit(free, "a");
        send();
        time.advance(REST);

        submit(free, "b");
        send();

        assertThat(upstream.sent).containsExactly("a", "b");
    }

    @Test
    void leaveTogetherThoughTheyWereRefusedOneByOne() throws Exception {
        Connection free = unthrottled();
        upstream.next(overTheLimit(), overTheLimit(), overTheLimit());
        submit(free, "a");
        submit(free, "b");
        submit(free, "c");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "b", "c", "a b c");
    }

    @Test
    void leaveWithThoseThatWaitAnyway() throws Exception {
        Connection throttled = connect(upstream);
        Connection free = unthrottled();
        upstream.next(applied(), overTheLimit());
        submit(throttled, "a");
        submit(free, "b");
        submit(throttled, "c");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "b", "b c");
    }

    @Test
    void keepTheOrderOfTheirChatWhileTheyWait() throws Exception {
        Connection free = unthrottled();
        upstream.next(overTheLimit());
        submit(free, "a");
        free.submit(new PinCommand("pin", "a", false, "a"), this::ended, OWN_THREAD);
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "a", "-a");
    }

    @Test
    void failAfterMaxRetries() throws Exception {
        maxRetries = 2;
        Connection free = unthrottled();
        upstream.next(overTheLimit(), overTheLimit(), overTheLimit());
        submit(free, "a");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "a", "a");
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class)
                .hasMessage("over the limit"));
    }

    @Test
    void waitNoLongerThanMaxWait() throws Exception {
        maxWait = Duration.ofSeconds(5);
        Connection free = unthrottled();
        upstream.next(overTheLimit());
        submit(free, "a");
        send();

        time.advance(maxWait);
        send();

        assertThat(upstream.sent).containsExactly("a");
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("maxWait"));
    }

    private static Outcome overTheLimit() {
        return tryAgain("over the limit", null, Scope.LIMIT);
    }

    private Connection unthrottled() {
        return accounts.connect("test", upstream, upstream, policy(false), maxPending, null);
    }
}
