package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.expired;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The process has no thread to send on: for a while, or for good. */
class NoThreadTest extends AccountTestSupport {

    private static final String NO_THREAD = "unable to create native thread";

    private int failingStarts;
    private final Accounts starved = new Accounts(
            time,
            task -> {
                if (failingStarts > 0) {
                    failingStarts--;
                    throw new OutOfMemoryError(NO_THREAD);
                }
                senders.add(task);
            },
            new Random(1),
            observer);

    @Override
    Connection connect(TestUpstream upstream) {
        return starved.connect("test", upstream, upstream, policy(true), maxPending, null);
    }

    @Test
    void triesAgainWhatCouldNotBeSent() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        failingStarts = 1;
        submit(connection, "a");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a");
        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isNull();
            assertThat(ending.attempts()).isEqualTo(1);
        });
        assertThat(upstream.holders).isZero();
    }

    @Test
    void failsRetryablyWhatCannotBeSentInTime() throws Exception {
        maxRetries = 1;
        Connection connection = connect(new TestUpstream(UNLIMITED, 1));
        failingStarts = 2;
        submit(connection, "a");
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure())
                    .isInstanceOf(UpstreamUnavailableException.class)
                    .hasMessage("Could not send a request to test (OutOfMemoryError: " + NO_THREAD + ")")
                    .returns(true, failure -> ((ChatPinException) failure).isRetryable());
            assertThat(ending.attempts()).isZero();
        });
    }

    @Test
    void goesOnWithThoseBehindWhatCouldNotBeSent() throws Exception {
        maxRetries = 0;
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        submit(connection, "first");
        submit(connection, "a");
        submit(connection, "b");
        starved.controls().get(0).suspend();
        send();
        failingStarts = 1;
        starved.controls().get(0).resume();
        send();

        assertThat(upstream.sent).containsExactly("first", "b");
        assertThat(endings).hasSize(3);
    }

    @Test
    void usesNoPermitForWhatCouldNotBeSent() throws Exception {
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofMinutes(1)), 1);
        Connection connection = connect(upstream);
        failingStarts = 1;
        submit(connection, "a");
        time.advance(Duration.ofSeconds(2));
        send();

        assertThat(upstream.sent).containsExactly("a");
    }

    @Test
    void failsRetryablyWhatWaitsForARenewalThatCannotBeSent() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(expired());
        Connection connection = connect(upstream);
        submit(connection, "a");
        failingStarts = 1;
        send();
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("Could not renew the credentials of test (OutOfMemoryError: " + NO_THREAD + ")")
                .returns(true, failure -> ((ChatPinException) failure).isRetryable()));

        upstream.next(expired());
        submit(connection, "b");
        send();
        assertThat(endings.get(1).failure()).isNull();
    }

    @Test
    void reportsThatTheUpstreamCannotBeAskedAndAsksTheNextTime() {
        Connection connection = connect(new TestUpstream(UNLIMITED, 1));
        failingStarts = 1;
        HealthReport report = connection.health().join();
        assertThat(report.up()).isFalse();
        assertThat(report.message()).isEqualTo("Could not ask the upstream (OutOfMemoryError: " + NO_THREAD + ")");

        CompletableFuture<HealthReport> next = connection.health();
        send();
        assertThat(next.join().up()).isTrue();
    }
}
