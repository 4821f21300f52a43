package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.refused;
import static io.github.chatpin.camel.dispatch.TestUpstream.told;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account alone: time, senders and upstream are in the test's hand, and everything runs on its thread. */
class AccountTest extends AccountTestSupport {

    @Test
    void sendsOnTheCallersThreadWhereRequestsAreQuickAndNothingIsGainedByGathering() throws Exception {
        batchSize = 1;
        Connection connection = connect(new TestUpstream(UNLIMITED, 8));
        submitHere(connection, "first");
        send();
        endings.clear();

        Completion ending = submitHere(connection, "a");

        assertThat(ending.outcome()).isInstanceOf(Outcome.Applied.class);
        assertThat(ending.attempts()).isEqualTo(1);
        assertThat(senders).isEmpty();
        assertThat(endings).as("told twice").isEmpty();
    }

    @Test
    void keepsTheCallersThreadFreeWhileItIsNotKnownHowLongARequestTakes() throws Exception {
        Completion ending = submitHere(connect(new TestUpstream(UNLIMITED, 8)), "a");

        assertThat(ending).isNull();
        assertThat(senders).hasSize(1);
    }

    @Test
    void keepsTheCallersThreadFreeAfterARequestWithoutAnAnswer() throws Exception {
        maxRetries = 0;
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(TestUpstream.applied(), new IOException("refused at once"));
        Connection connection = connect(upstream);
        submitHere(connection, "quick");
        send();
        submitHere(connection, "refused");
        send();

        assertThat(submitHere(connection, "a")).isNull();
    }

    @Test
    void keepsTheCallersThreadFreeWhereARequestTakesLong() throws Exception {
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(50, Duration.ofSeconds(25)), 8);
        upstream.whileSending = () -> time.advance(Duration.ofMillis(600)); // longer than a permit needs to come back
        Connection connection = connect(upstream);
        for (int i = 0; i < 40; i++) {
            assertThat(submitHere(connection, "c" + i)).isNull();
        }
        send();

        assertThat(upstream.sent).hasSize(9); // eight under way at once, and what has gathered behind them
        assertThat(endings).hasSize(40);
    }

    @Test
    void neverSendsOnTheComponentsOwnThreads() throws Exception {
        batchSize = 1;
        Connection connection = connect(new TestUpstream(UNLIMITED, 8));

        Completion ending = connection.submit(pin("a"), this::ended, OWN_THREAD);

        assertThat(ending).isNull();
        assertThat(endings).isEmpty();
        send();
        assertThat(endings).hasSize(1);
    }

    @Test
    void gathersABurstIntoBatchesInsteadOfBurningTheReserve() throws Exception {
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(50, Duration.ofSeconds(25)), 2);
        Connection connection = connect(upstream);

        for (int i = 0; i < 100; i++) {
            submitHere(connection, "c" + i);
        }
        send();

        assertThat(upstream.sent.stream().map(batch -> batch.split(" ").length))
                .containsExactlyInAnyOrder(1, 1, 50, 48);
        assertThat(endings).hasSize(100);
    }

    @Test
    void keepsToTheRequestsThatMayBeUnderWay() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 3);
        Connection connection = connect(upstream);

        for (int i = 0; i < 10; i++) {
            submit(connection, "c" + i);
        }

        assertThat(senders).hasSize(3);
    }

    @Test
    void waitsForAPermitWithoutHoldingAThread() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofSeconds(60)), 1);
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        assertThat(submitHere(connection, "b")).isNull();
        time.advance(Duration.ofMillis(59_999));
        assertThat(senders).isEmpty();

        time.advance(Duration.ofMillis(1));
        send();
        assertThat(upstream.sent).containsExactly("a", "b");
        assertThat(endings).hasSize(2);
    }

    /** The upstream permits 50 at once and 2 more a second, so 70 in 10 s: 85 % of that rate would be 11.7 s. */
    @Test
    void sendsSeventySingleCallsInElevenSecondsOfTenThatTheLimitPermits() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(50, Duration.ofSeconds(25)), 8);
        Connection connection = connect(upstream);
        for (int i = 0; i < 70; i++) {
            submitHere(connection, "c" + i);
        }
        send();

        time.advance(Duration.ofMillis(10_999));
        send();
        assertThat(upstream.sent).hasSize(69);

        time.advance(Duration.ofMillis(1));
        send();
        assertThat(upstream.sent).hasSize(70);
    }

    @Test
    void keepsTheOrderOfOneChat() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
        Connection connection = connect(upstream);

        submit(connection, "a");
        connection.submit(new PinCommand("pin", "a", false, "a"), this::ended, ROUTE_THREAD);
        submit(connection, "b");
        submit(connection, "a");
        send();

        assertThat(upstream.sent)
                .containsSubsequence("a", "-a", "a")
                .contains("b")
                .hasSize(4);
    }

    @Test
    void keepsTheOrderOfOneChatWhileTheFirstIsTriedAgain() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(tryAgain("later"), tryAgain("later still"));
        Connection connection = connect(upstream);

        submit(connection, "a");
        connection.submit(new PinCommand("pin", "a", false, "a"), this::ended, ROUTE_THREAD);
        submit(connection, "b");
        sendAndWait();

        assertThat(upstream.sent).hasSize(5).containsSubsequence("a", "a", "-a").containsSubsequence("b", "b");
        assertThat(endings).hasSize(3).allMatch(ending -> ending.failure() == null);
    }

    @Test
    void doublesTheDelayBetweenAttemptsGiveOrTakeAFifth() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(tryAgain("1"), tryAgain("2"), tryAgain("3"), tryAgain("4"));
        submit(connect(upstream), "a");
        send();

        for (long delay : new long[] {1000, 2000, 4000}) {
            int attempts = upstream.sent.size();
            time.advance(Duration.ofMillis(delay * 8 / 10 - 1));
            send();
            assertThat(upstream.sent).hasSize(attempts);
            time.advance(Duration.ofMillis(delay * 4 / 10 + 1));
            send();
            assertThat(upstream.sent).hasSize(attempts + 1);
        }
    }

    @Test
    void failsWithTheLastFailureWhenTheRetriesAreUsedUp() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(tryAgain("1"), tryAgain("2"), tryAgain("3"), tryAgain("4"));
        submit(connect(upstream), "a");
        sendAndWait();

        Completion ending = endings.get(0);
        assertThat(ending.failure())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessage("4");
        assertThat(ending.failure().getSuppressed()[0]).hasMessage("3");
        assertThat(ending.attempts()).isEqualTo(4);
    }

    @Test
    void doesNotTryAgainWithoutRetries() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(tryAgain("1"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(upstream.sent).hasSize(1);
        assertThat(endings.get(0).failure()).hasMessage("1");
    }

    @Test
    void neverTriesARefusalAgain() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(refused("no"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(upstream.sent).hasSize(1);
        assertThat(endings.get(0).failure()).hasMessage("no");
    }

    @Test
    void waitsAsLongAsTheUpstreamDictates() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(tryAgain("wait", Duration.ofSeconds(17), Scope.COMMAND));
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        time.advance(Duration.ofMillis(16_999));
        submit(connection, "b");
        send();
        assertThat(upstream.sent).containsExactly("a", "b");

        time.advance(Duration.ofMillis(1));
        send();
        assertThat(upstream.sent).containsExactly("a", "b", "a");
    }

    @Test
    void pausesEverybodyWhoSharesALimitThatIsReached() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(tryAgain("wait", Duration.ofSeconds(17), Scope.LIMIT));
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        submit(connection, "b");
        time.advance(Duration.ofMillis(16_999));
        send();
        assertThat(upstream.sent).containsExactly("a");

        time.advance(Duration.ofMillis(1));
        send();
        assertThat(upstream.sent).containsExactly("a", "a b");
    }

    @Test
    void followsWhatTheUpstreamTellsOfItsWindow() throws Exception {
        batchSize = 1;
        long resetAt = time.now().getEpochSecond() + 10;
        TestUpstream upstream =
                new TestUpstream(new RateLimit.FixedWindow(100, Duration.ofSeconds(60)), 1).next(told(0, resetAt));
        Connection connection = connect(upstream);
        submit(connection, "a");
        send();

        submitHere(connection, "b");
        time.advance(Duration.ofMillis(9_999));
        assertThat(senders).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(senders).hasSize(1);
    }

    @Test
    void triesAgainAfterABrokenConnection() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(new IOException("reset"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "a");
        assertThat(endings.get(0).failure()).isNull();
        assertThat(endings.get(0).attempts()).isEqualTo(2);
    }

    @Test
    void keepsSecretsOutOfTheFailureOfABrokenConnection() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(new IOException("at /rest/top-secret/pin"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(endings.get(0).failure())
                .hasMessage("No answer from test (IOException: at /rest/xxxxxx/pin)")
                .hasNoCause();
    }

    @Test
    void keepsTheCauseOfABrokenConnectionWhereItIsClean() throws Exception {
        maxRetries = 0;
        IOException cause = new IOException("reset");
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(cause);
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(endings.get(0).failure()).hasCause(cause);
    }

    static Stream<Throwable> bugs() {
        return Stream.of(new IllegalStateException("bug"), new AssertionError("bug"), new NoClassDefFoundError("bug"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void losesNoPinOverAPlatformThatThrows(Throwable bug) throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(bug);
        Connection connection = connect(upstream);
        submit(connection, "a");
        submit(connection, "b");
        sendAndWait();

        assertThat(endings).hasSize(2);
        assertThat(endings.get(0).failure())
                .isInstanceOf(UpstreamUnavailableException.class)
                .hasMessageContaining("bug");
        assertThat(endings.get(1).failure()).isNull();
    }

    @Test
    void losesNoPinOverAPlatformThatForgetsSome() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next((Object) new Outcome[] {tryAgain("y")});
        Connection connection = connect(upstream);
        connection.submit(List.of(pin("a"), pin("b")), this::ended, ROUTE_THREAD);
        sendAndWait();

        assertThat(endings).hasSize(2).allMatch(ending -> ending.failure() != null);
    }

    @Test
    void losesNoPinOverAPlatformThatKnowsNoOutcome() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next((Object) new Outcome[] {null});
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(endings.get(0).failure()).isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void losesNoPinOverARecipientThatThrows() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        Recipient broken = (index, ending) -> {
            throw new IllegalStateException("broken");
        };
        submit(connection, "first");
        connection.submit(pin("a"), broken, OWN_THREAD);
        submit(connection, "b");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("first", "a b");
        assertThat(endings).extracting(ending -> ending.command().chatId()).containsExactly("first", "b");
        assertThat(upstream.holders).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 1_795_176_320_000L, 0})
    void ignoresAWindowThatCannotBe(long resetAt) throws Exception {
        batchSize = 1;
        TestUpstream upstream =
                new TestUpstream(new RateLimit.FixedWindow(9, Duration.ofSeconds(60)), 1).next(told(0, resetAt));
        Connection connection = connect(upstream);

        submit(connection, "a");
        send();

        assertThat(submitHere(connection, "b")).isNotNull();
    }

    @Test
    void sharesNoRequestBetweenTransportsThatDiffer() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        upstream.settings = "other";
        Connection other = connect(upstream);
        submit(connection, "first");
        for (String chat : List.of("a", "b")) {
            submit(connection, chat);
            submit(other, chat + "'");
        }
        send();

        assertThat(upstream.sent).containsExactlyInAnyOrder("first", "a b", "a' b'");
    }

    @Test
    void takesAnInterruptedCallersPinInWhereThereIsRoom() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);

        Thread.currentThread().interrupt();
        submit(connection, "a");

        assertThat(Thread.interrupted()).isTrue();
        send();
        assertThat(endings).hasSize(1);
    }

    @Test
    void tellsThePinsOfABatchApart() throws Exception {
        Outcome[] outcomes = {told(9, 1), refused("no"), tryAgain("later")};
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next((Object) outcomes);
        connect(upstream).submit(List.of(pin("a"), pin("b"), pin("c")), this::ended, ROUTE_THREAD);
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a b c", "c");
        assertThat(endings).extracting(ending -> ending.command().chatId()).containsExactly("a", "b", "c");
        assertThat(endings).extracting(ending -> ending.failure() == null).containsExactly(true, false, true);
        assertThat(endings).extracting(Completion::batchSize).containsExactly(3, 3, 1);
    }

    @Test
    void countsTheRequestsOfABulkAndNotItsPins() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        List<PinCommand> commands = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            commands.add(pin("c" + i));
        }
        connect(upstream).submit(commands, this::ended, ROUTE_THREAD);
        send();

        assertThat(upstream.sent).hasSize(3);
        assertThat(endings.get(119).attempts()).isEqualTo(3);
    }

    @Test
    void failsAPinThatHasWaitedTooLongForItsTurn() throws Exception {
        batchSize = 1;
        maxWait = Duration.ofSeconds(2);
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofSeconds(60)), 1);
        Connection connection = connect(upstream);
        submit(connection, "a");

        submit(connection, "b");
        time.advance(Duration.ofSeconds(2));

        assertThat(endings.get(0).failure())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("maxWait=2000 ms");
        assertThat(endings.get(0).attempts()).isZero();
    }

    @Test
    void addsUpAllWaitsOfAPin() throws Exception {
        maxWait = Duration.ofSeconds(3);
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8)
                .next(
                        tryAgain("1", Duration.ofSeconds(2), Scope.COMMAND),
                        tryAgain("2", Duration.ofSeconds(2), Scope.COMMAND));
        submit(connect(upstream), "a");
        send();
        time.advance(Duration.ofSeconds(2));
        send();

        time.advance(Duration.ofMillis(999));
        assertThat(endings).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(endings.get(0).failure()).isInstanceOf(RateLimitedException.class);
        assertThat(endings.get(0).failure().getSuppressed()[0]).hasMessage("2");
    }

    @Test
    void goesOnWithTheNextOfAChatWhenTheOneBeforeHasWaitedTooLong() throws Exception {
        TestUpstream upstream =
                new TestUpstream(UNLIMITED, 8).next(tryAgain("1", Duration.ofSeconds(60), Scope.COMMAND));
        maxWait = Duration.ofSeconds(1);
        Connection impatient = connect(upstream);
        maxWait = Duration.ZERO;
        Connection patient = connect(upstream);

        submit(impatient, "a");
        send();
        submit(patient, "a");
        submit(impatient, "a");
        submit(patient, "a");
        sendAndWait();

        assertThat(endings).extracting(ending -> ending.failure() == null).containsExactly(false, false, true, true);
        assertThat(upstream.sent).hasSize(3);
    }

    @Test
    void refusesWhatComesAfterTheStop() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
        Connection connection = connect(upstream);
        accounts.close();

        assertThatThrownBy(() -> submit(connection, "a")).isInstanceOf(RejectedExecutionException.class);
        assertThat(upstream.holders).isZero();
    }

    @Test
    void failsWhatWaitsWhenItStops() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofSeconds(60)), 1);
        Connection connection = connect(upstream);
        submit(connection, "first");
        send();
        endings.clear();
        submitHere(connection, "a");
        submitHere(connection, "a");
        submitHere(connection, "b");

        accounts.close();

        assertThat(endings).hasSize(3).allMatch(ending -> ending.failure() instanceof RejectedExecutionException);
        assertThat(endings.get(0).failure()).hasMessage("chatpin was stopped before test was sent a pin");
        assertThat(upstream.holders).isZero();
    }

    @Test
    void cutsOffWhatIsUnderWayWhenItStops() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(new IOException("closed"));
        submit(connect(upstream), "a");

        accounts.close();
        assertThat(upstream.closed).isTrue();
        assertThat(endings).isEmpty();

        send();
        assertThat(endings.get(0).failure())
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("it may have been done");
    }

    @Test
    void tellsThoseThatWaitEvenIfWhatIsUnderWayCannotBeCutOff() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        upstream.failsToClose = true;
        Connection connection = connect(upstream);
        submit(connection, "under way");
        submit(connection, "waiting");

        accounts.close();

        assertThat(endings).hasSize(1);
    }

    @Test
    void failsAPinThatCannotBeSentBecauseTheSendersHaveStopped() throws Exception {
        Accounts stopped = new Accounts(
                time,
                task -> {
                    throw new RejectedExecutionException("stopped");
                },
                new Random(1),
                observer);
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);

        submit(stopped.connect("test", upstream, upstream, policy(true), maxPending, null), "a");

        assertThat(endings.get(0).failure()).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void holdsTheTransportUntilEachPinHasEnded() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(tryAgain("1"));
        Connection connection = connect(upstream);

        submit(connection, "a");
        assertThat(upstream.holders).isEqualTo(1);
        sendAndWait();

        assertThat(upstream.holders).isZero();
    }

    @Test
    void gathersTheUnthrottledBehindThoseUnderWay() throws Exception {
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(50, Duration.ofSeconds(25)), 1);
        Connection free = accounts.connect("test", upstream, upstream, policy(false), maxPending, null);
        for (int i = 0; i < 20; i++) {
            free.submit(pin("c" + i), this::ended, OWN_THREAD);
        }
        send();

        assertThat(upstream.sent).hasSize(2);
    }

    @Test
    void doesNotLetTheUnthrottledWaitForPermits() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(new RateLimit.FixedWindow(1, Duration.ofSeconds(60)), 8);
        Connection throttled = connect(upstream);
        Connection free = accounts.connect("test", upstream, upstream, policy(false), maxPending, null);
        submit(throttled, "a");
        submit(throttled, "b");
        submit(free, "c");
        send();

        assertThat(upstream.sent).containsExactly("a", "c");
    }
}
