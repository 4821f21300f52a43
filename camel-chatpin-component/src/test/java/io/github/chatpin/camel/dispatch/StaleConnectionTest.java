package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that went over a connection which the server had closed. */
class StaleConnectionTest extends AccountTestSupport {

    private static final RateLimit TWO_A_MINUTE = new RateLimit.FixedWindow(2, Duration.ofMinutes(1));

    @Test
    void goAgainAtOnceOnANewConnection() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(stale());
        submit(connect(upstream), "a");
        send();

        assertThat(upstream.sent).containsExactly("a", "a");
        assertThat(upstream.sentAnew).containsExactly("a");
        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isNull();
            assertThat(ending.attempts()).isEqualTo(2);
        });
        assertThat(observer.events).doesNotContain("retry");
        assertThat(time.nanoTime()).isZero();
    }

    @Test
    void goAgainWhenTheyWereSentOnTheCallersThread() throws Exception {
        maxRetries = 0;
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(applied(), stale());
        Connection connection = connect(upstream);
        submitHere(connection, "quick");
        send();

        assertThat(submitHere(connection, "a")).isNull();
        send();

        assertThat(upstream.sent).containsExactly("quick", "a", "a");
        assertThat(endings).hasSize(2).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void goAgainWhole() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(stale());
        connect(upstream)
                .submit(IntStream.range(0, 50).mapToObj(i -> pin("c" + i)).toList(), this::ended, OWN_THREAD);
        send();

        assertThat(upstream.sent).hasSize(2);
        assertThat(upstream.sent.get(1)).isEqualTo(upstream.sent.get(0));
        assertThat(endings).hasSize(50).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void takeAnotherPermit() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(TWO_A_MINUTE, 1).next(stale());
        Connection connection = connect(upstream);
        submit(connection, "a");
        submit(connection, "b");
        send();
        assertThat(upstream.sent).containsExactly("a", "a");

        sendAndWait();
        assertThat(upstream.sent).containsExactly("a", "a", "b");
    }

    @Test
    void waitForThatPermitNoLongerThanMaxWait() throws Exception {
        maxWait = Duration.ofSeconds(5);
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofMinutes(1)), 1).next(stale());
        submit(connect(upstream), "a");
        send();

        time.advance(maxWait);

        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("maxWait"));
    }

    @Test
    void leaveTheOrderOfTheirChatAsItIs() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(stale());
        Connection connection = connect(upstream);
        submit(connection, "a");
        connection.submit(new PinCommand("pin", "a", false, "a"), this::ended, OWN_THREAD);
        send();

        assertThat(upstream.sent).containsExactly("a", "a", "-a");
        assertThat(upstream.sentAnew).containsExactly("a");
    }

    @Test
    void areTriedAgainAsUsualWhereTheNewConnectionBreaksToo() throws Exception {
        maxRetries = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1)
                .next(stale(), new IOException("reset"), stale(), new IOException("reset"));
        submit(connect(upstream), "a");
        send();
        assertThat(upstream.sent).as("until the retry is due").hasSize(2);
        sendAndWait();

        assertThat(upstream.sent).hasSize(4);
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .hasMessageContaining("reset"));
        assertThat(observer.events).containsOnlyOnce("retry");
    }

    /** A platform may say so, too; then it is not for ever. */
    @Test
    void restWhereThePlatformSaysSoTwiceInARow() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(stale(), stale());
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(upstream.sent).hasSize(2);
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .hasMessage("closed"));
    }

    @Test
    void endWithTheStop() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(stale());
        upstream.whileSending = accounts::close;
        submit(connect(upstream), "a");
        send();

        assertThat(upstream.sent).containsExactly("a");
        assertThat(endings).hasSize(1);
    }

    private static Outcome stale() {
        return tryAgain("closed", null, Scope.CONNECTION);
    }
}
