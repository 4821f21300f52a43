package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.expired;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account whose credentials expire. */
class RenewalsTest extends AccountTestSupport {

    private static final Result REFUSED = new Result.Refused("invalid grant", 400, "invalid_grant");
    private static final Result FAULT = new Result.Unavailable("out of order", 503, true);

    @Test
    void renewsOnceHoweverManyRequestsMeetExpiredCredentials() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 3).next(expired(), expired(), expired());
        Connection connection = connect(upstream);
        for (int i = 0; i < 60; i++) {
            submit(connection, "c" + i);
        }
        send();

        assertThat(upstream.renewals).isEqualTo(1);
        assertThat(endings).hasSize(60).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void doesNotRenewAgainForARequestThatWasMadeBefore() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 2).next(expired(), applied(), expired());
        Connection connection = connect(upstream);
        submit(connection, "slow");
        submit(connection, "quick");
        Runnable slow = senders.remove();
        send();
        assertThat(upstream.renewals).isEqualTo(1);

        slow.run();
        send();
        assertThat(upstream.renewals).isEqualTo(1);
        assertThat(endings).hasSize(2).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void startsNoRequestWhileItRenews() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired()).nextRenewal(FAULT);
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        submit(connection, "b");
        send();
        assertThat(upstream.sent).containsExactly("a");

        sendAndWait();
        assertThat(upstream.sent).hasSize(2);
        assertThat(endings).hasSize(2).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void givesATurnBackThatComesWhileItRenews() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(3, Duration.ofSeconds(3)), 2)
                .next(expired())
                .nextRenewal(FAULT);
        Connection connection = connect(upstream);
        submit(connection, "a"); // takes the only permit, and renews for a while
        submit(connection, "b");
        sendAndWait();

        assertThat(upstream.sent).containsExactlyInAnyOrder("a", "a", "b");
        assertThat(endings).hasSize(2).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void doesNotCountTheFirstExpiryAsARetry() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired());
        submit(connect(upstream), "a");
        send();

        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isNull();
            assertThat(ending.attempts()).isEqualTo(2);
        });
    }

    @Test
    void endsWithAnUpstreamThatAlwaysCallsThemExpired() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(expired(), expired(), expired(), expired(), expired(), expired());
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(upstream.sent).hasSize(1 + 1 + maxRetries);
        assertThat(endings.get(0).failure()).hasMessage("expired_token");
    }

    @Test
    void renewsForOneCommandOfABatch() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 1).next(applied(), new Outcome[] {applied(), expired(), applied()});
        Connection connection = connect(upstream);
        for (String chat : new String[] {"first", "a", "b", "c"}) {
            submit(connection, chat);
        }
        send();

        assertThat(upstream.sent).containsExactly("first", "a b c", "b");
        assertThat(upstream.renewals).isEqualTo(1);
        assertThat(endings).hasSize(4).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void failsAllThatWaitWhenTheRenewalIsRefused() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(expired()).nextRenewal(REFUSED);
        Connection connection = connect(upstream);
        for (String chat : new String[] {"a", "b", "c"}) {
            submit(connection, chat);
        }
        send();

        assertThat(upstream.sent).hasSize(1);
        assertThat(upstream.renewals).isEqualTo(1);
        assertThat(endings).hasSize(3).allSatisfy(ending -> assertThat(ending.failure())
                .isInstanceOfSatisfying(AuthenticationException.class, failure -> {
                    assertThat(failure).hasMessage("invalid grant");
                    assertThat(failure.getChatId()).isEqualTo(ending.command().chatId());
                    assertThat(failure.getStatusCode()).isEqualTo(400);
                    assertThat(failure.getErrorCode()).isEqualTo("invalid_grant");
                }));
    }

    @Test
    void goesOnAfterARefusal() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(expired()).nextRenewal(REFUSED);
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        submit(connection, "b");
        send();

        assertThat(upstream.sent).containsExactly("a", "b");
        assertThat(endings.get(1).failure()).isNull();
    }

    @Test
    void triesAFaultyRenewalAgainWithoutHoldingAThread() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(expired()).nextRenewal(FAULT, new IOException("connection reset"));
        submit(connect(upstream), "a");
        send();
        assertThat(senders).isEmpty();

        sendAndWait();
        assertThat(upstream.renewals).isEqualTo(3);
        assertThat(Duration.ofNanos(time.nanoTime()))
                .isGreaterThan(Duration.ofSeconds(2)); // one, then two, give or take
        assertThat(endings.get(0).failure()).isNull();
    }

    @Test
    void waitsForAnotherProcessHoweverLongItRenews() throws Exception {
        maxRetries = 0;
        Result elsewhere = new Result.Elsewhere(Duration.ofSeconds(1));
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(expired()).nextRenewal(elsewhere, elsewhere, elsewhere);
        submit(connect(upstream), "a");
        send();
        assertThat(senders).as("holds no thread").isEmpty();
        assertThat(endings).isEmpty();

        sendAndWait();
        assertThat(upstream.renewals).isEqualTo(4);
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isNull());
        assertThat(upstream.holders).isZero();
    }

    @Test
    void failsAllThatWaitWhenTheRenewalStaysFaulty() throws Exception {
        maxRetries = 1;
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 1).next(expired()).nextRenewal(FAULT, new IOException("top-secret is out"));
        Connection connection = connect(upstream);
        submit(connection, "a");
        submit(connection, "b");
        sendAndWait();

        assertThat(endings).hasSize(2).allSatisfy(ending -> assertThat(ending.failure())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("No answer from the authorization server of test (IOException: xxxxxx is out)")
                .returns(true, failure -> ((ChatPinException) failure).isRetryable()));
    }

    @Test
    void forgetsNobodyOverAFaultOfThePlatforms() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 1).next(expired()).nextRenewal(new IllegalStateException("bug"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(endings.get(0).failure())
                .hasMessageContaining("Could not renew")
                .returns(false, failure -> ((ChatPinException) failure).isRetryable());
    }

    @Test
    void forgetsNobodyOverAPlatformThatKnowsNoResult() throws Exception {
        Supplier<Result> nothing = () -> null;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(expired()).nextRenewal(nothing);
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(endings.get(0).failure()).hasMessageContaining("Could not renew");
    }

    /** The authorization server may have spent the old refresh token: its answer must not be cut off. */
    @Test
    void letsARenewalFinishThatSharesItsTransportWithWhatIsCutOff() throws Exception {
        batchSize = 1;
        AtomicBoolean isClosedInTheMiddle = new AtomicBoolean();
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired());
        Supplier<Result> stop = () -> {
            accounts.close();
            isClosedInTheMiddle.set(upstream.closed);
            return new Result.Renewed();
        };
        upstream.nextRenewal(stop);
        Connection connection = connect(upstream);
        connection.submit(pin("a"), this::ended, OWN_THREAD);
        connection.submit(pin("slow"), this::ended, OWN_THREAD);
        Runnable a = senders.remove();
        Runnable slow = senders.remove();
        a.run();
        senders.remove().run(); // the renewal, in the middle of which the context stops

        assertThat(isClosedInTheMiddle).isFalse();
        assertThat(upstream.closed)
                .as("cut off when the renewal had its answer")
                .isTrue();
        slow.run();
        assertThat(endings).hasSize(2);
        assertThat(endings.get(0).failure()).isInstanceOf(RejectedExecutionException.class);
        assertThat(upstream.holders).isZero();
    }

    /** Its answer would be cut off with what else is under way, and the old refresh token be spent. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beginsNoRenewalAfterTheStop(boolean expiredBefore) throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired());
        Connection connection = connect(upstream);
        submit(connection, "a");
        submit(connection, "slow");
        Runnable a = senders.remove();
        Runnable slow = senders.remove();
        if (expiredBefore) {
            a.run();
            accounts.close();
        } else {
            accounts.close();
            a.run();
        }
        send();

        assertThat(upstream.renewals).isZero();
        slow.run();
        assertThat(endings).hasSize(2);
    }

    @Test
    void countsTheRenewalAgainstMaxWait() throws Exception {
        maxWait = Duration.ofMillis(100);
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired()).nextRenewal(FAULT);
        Connection connection = connect(upstream);
        submit(connection, "a");
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class));
        assertThat(upstream.renewals).as("asked for no pin").isEqualTo(1);
        assertThat(upstream.holders).isZero();

        submit(connection, "b");
        send();
        assertThat(endings.get(1).failure()).isNull();
    }

    @Test
    void endsThoseThatWaitForARenewalWhenItCloses() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(expired()).nextRenewal(FAULT);
        submit(connect(upstream), "a");
        send();

        accounts.close();
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RejectedExecutionException.class));
        assertThat(upstream.holders).isZero();
    }
}
