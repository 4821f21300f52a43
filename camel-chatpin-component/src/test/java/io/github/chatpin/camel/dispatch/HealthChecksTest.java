package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.expired;
import static io.github.chatpin.camel.dispatch.TestUpstream.refused;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.RateLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How an account tells whether it works. */
class HealthChecksTest extends AccountTestSupport {

    private static final RateLimit TWO_AT_ONCE = new RateLimit.LeakyBucket(3, Duration.ofSeconds(3));

    private final TestUpstream upstream = new TestUpstream(UNLIMITED, 8);

    @Test
    void asksTheUpstream() {
        HealthReport report = health(connect(upstream));

        assertThat(report.up()).isTrue();
        assertThat(upstream.sent).containsExactly("?");
    }

    @Test
    void aRefusalIsDownAndSaysWhy() {
        HealthReport report = health(connect(upstream.next(refused("wrong token"))));

        assertThat(report.up()).isFalse();
        assertThat(report.message()).isEqualTo("wrong token");
        assertThat(report.failure()).isEqualTo("PinRejectedException");
    }

    @Test
    void noAnswerIsDownAndSaysWhyWithoutASecret() {
        HealthReport report = health(connect(upstream.next(new IOException("no route to /top-secret/"))));

        assertThat(report.up()).isFalse();
        assertThat(report.message()).isEqualTo("No answer from test (IOException: no route to /xxxxxx/)");
        assertThat(report.failure()).isEqualTo("UpstreamUnavailableException");
    }

    @Test
    void aFaultOfThePlatformIsDown() {
        HealthReport report = health(connect(upstream.next(new IllegalStateException("top-secret"))));

        assertThat(report.up()).isFalse();
        assertThat(report.message())
                .isEqualTo("Could not make the request or read the answer of test (IllegalStateException: xxxxxx)");
    }

    @Test
    void takesSecretsOutOfWhatAThirdPlatformSays() {
        HealthReport report = health(connect(upstream.next(refused("top-secret is wrong"))));

        assertThat(report.message()).isEqualTo("xxxxxx is wrong");
    }

    @Test
    void anAnswerHoldsForAWhile() {
        Connection connection = connect(upstream.next(refused("wrong"), applied()));
        health(connection);

        time.advance(Duration.ofSeconds(29));
        assertThat(connection.health()).isDone();
        assertThat(connection.health().getNow(null).up()).isFalse();
        assertThat(upstream.sent).hasSize(1);

        time.advance(Duration.ofSeconds(1));
        assertThat(health(connection).up()).isTrue();
        assertThat(upstream.sent).hasSize(2);
    }

    @Test
    void allEndpointsOfAnAccountShareTheAnswer() {
        health(connect(upstream));

        assertThat(connect(upstream).health().getNow(null).up()).isTrue();
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void asksOnceHoweverManyWantToKnow() {
        Connection connection = connect(upstream);
        CompletableFuture<HealthReport> first = connection.health();
        CompletableFuture<HealthReport> second = connection.health();
        assertThat(senders).hasSize(1);

        send();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void countsWithinTheLimit() throws Exception {
        TestUpstream limited = new TestUpstream(TWO_AT_ONCE, 8);
        Connection connection = connect(limited);
        health(connection);
        submit(connection, "a");
        send();
        submit(connection, "b");
        send();

        assertThat(limited.sent).containsExactly("?", "a");
    }

    @Test
    void waitsForItsTurnLikeAPin() throws Exception {
        TestUpstream limited = new TestUpstream(TWO_AT_ONCE, 8);
        Connection connection = connect(limited);
        useUpTheLimit(connection);

        CompletableFuture<HealthReport> report = connection.health();
        send();
        assertThat(limited.sent).doesNotContain("?");

        time.advance(Duration.ofSeconds(1));
        send();
        assertThat(limited.sent).contains("?");
        assertThat(report.getNow(null).up()).isTrue();
    }

    @Test
    void anAccountThatWaitsLongForItsTurnIsNotDown() throws Exception {
        TestUpstream slow = new TestUpstream(new RateLimit.LeakyBucket(3, Duration.ofSeconds(60)), 8);
        Connection connection = connect(slow);
        useUpTheLimit(connection);

        CompletableFuture<HealthReport> report = connection.health();
        time.advance(HealthChecks.PATIENCE);

        assertThat(report.getNow(null).up()).isTrue();
        assertThat(report.getNow(null).message()).startsWith("Not asked yet");
        assertThat(connection.health()).isCompletedWithValue(report.getNow(null));
    }

    @Test
    void noAnswerInSecondsIsDown() {
        Connection connection = connect(upstream);

        CompletableFuture<HealthReport> report = connection.health();
        time.advance(HealthChecks.PATIENCE);

        assertThat(report.getNow(null)).isEqualTo(HealthReport.down("No answer within 5 s"));
        assertThat(connection.health()).isCompletedWithValue(report.getNow(null));
        send();
        assertThat(connection.health().getNow(null).up()).isTrue();
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void theAnswerBeforeStandsInForOneThatIsLate() {
        Connection connection = connect(upstream);
        health(connection);
        time.advance(HealthChecks.FRESH);

        CompletableFuture<HealthReport> report = connection.health();
        time.advance(HealthChecks.PATIENCE);
        assertThat(report.getNow(null).up()).isTrue();

        time.advance(HealthChecks.USABLE.minus(HealthChecks.FRESH));
        assertThat(connection.health().getNow(null)).isEqualTo(HealthReport.down("No answer within 5 s"));
    }

    @Test
    void asksNothingWhileTheAccountIsPaused() {
        Connection connection = connect(upstream.next(refused("wrong")));
        accounts.controls().get(0).suspend();

        assertThat(connection.health().getNow(null).up()).isTrue();
        assertThat(connection.health().getNow(null).message()).startsWith("Suspended by an operator");
        assertThat(senders).isEmpty();

        accounts.controls().get(0).resume();
        assertThat(health(connection).up()).isFalse();
    }

    @Test
    void givesItsTurnBackIfTheAccountWasPausedMeanwhile() throws Exception {
        TestUpstream limited = new TestUpstream(TWO_AT_ONCE, 8);
        Connection connection = connect(limited);
        useUpTheLimit(connection);
        CompletableFuture<HealthReport> report = connection.health();
        AccountControl account = accounts.controls().get(0);

        account.suspend();
        time.advance(Duration.ofSeconds(2));

        assertThat(report.getNow(null).message()).startsWith("Suspended");
        assertThat(account.report().limit().permitsLeft()).isEqualTo(2);
        account.resume();
        assertThat(health(connection).message()).isNull();
    }

    @Test
    void asksNothingWhileCredentialsAreRenewed() throws Exception {
        Connection connection = connect(upstream.next(expired()));
        submit(connection, "a");
        senders.remove().run();

        assertThat(connection.health().getNow(null).up()).isTrue();
        assertThat(connection.health().getNow(null).message()).startsWith("The credentials are being renewed");
        sendAndWait();
        assertThat(upstream.sent).containsExactly("a", "a");
    }

    @Test
    void anExpiredTokenIsUpAndNotRenewed() {
        HealthReport report = health(connect(upstream.next(expired())));

        assertThat(report.up()).isTrue();
        assertThat(report.message()).isEqualTo("The access token has expired; the next pin renews it");
        assertThat(upstream.renewals).isZero();
    }

    @Test
    void anExpiredTokenIsDownIfItsRenewalWasRefused() throws Exception {
        Connection connection = connect(upstream.next(expired(), expired()));
        upstream.nextRenewal(new Result.Refused("The refresh token has expired", 400, "invalid_grant"));
        submit(connection, "a");
        sendAndWait();

        HealthReport report = health(connection);

        assertThat(report).isEqualTo(HealthReport.down("Not renewed: The refresh token has expired"));
    }

    @Test
    void anExpiredTokenIsUpIfItsRenewalFailedForTheMoment() throws Exception {
        maxRetries = 0;
        Connection connection = connect(upstream.next(expired(), expired()));
        upstream.nextRenewal(new Result.Unavailable("No answer", 0, true));
        submit(connection, "a");
        sendAndWait();

        assertThat(health(connection).up()).isTrue();
    }

    @Test
    void anUpstreamOverItsLimitIsUp() {
        HealthReport report = health(connect(upstream.next(tryAgain("too many", null, Outcome.Scope.LIMIT))));

        assertThat(report.up()).isTrue();
        assertThat(report.message()).isEqualTo("The upstream answers, but that its limit is used up");
    }

    @Test
    void anUpstreamOverItsLimitSaysNothingNew() {
        Connection connection = connect(upstream.next(refused("wrong"), tryAgain("many", null, Outcome.Scope.LIMIT)));
        health(connection);
        time.advance(HealthChecks.FRESH);

        assertThat(health(connection).message()).isEqualTo("wrong");
        assertThat(upstream.sent).hasSize(2);
    }

    @Test
    void theLimitLearnsFromTheAnswer() {
        TestUpstream limited = new TestUpstream(TWO_AT_ONCE, 8);
        health(connect(limited.next(tryAgain("many", Duration.ofSeconds(20), Outcome.Scope.LIMIT))));

        assertThat(accounts.controls().get(0).report().limit().pausedFor()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void isNoPinAndNoRequestInTheStatistics() {
        health(connect(upstream));

        assertThat(observer.events).containsExactly("opened test");
        assertThat(accounts.controls().get(0).report().counts().requests()).isZero();
    }

    @Test
    void holdsTheTransportWhileItAsks() {
        Connection connection = connect(upstream);

        connection.health();
        assertThat(upstream.holders).isEqualTo(1);

        send();
        assertThat(upstream.holders).isZero();
    }

    @Test
    void isCutOffAndAnsweredWhenTheComponentStops() {
        Connection connection = connect(upstream);
        CompletableFuture<HealthReport> report = connection.health();
        connection.disconnect(); // the account is kept, since it asks

        accounts.close();

        assertThat(report.getNow(null)).isEqualTo(HealthReport.down("The component has stopped"));
        assertThat(upstream.closed).isTrue();
        assertThat(connection.health().getNow(null).up()).isFalse();
    }

    @Test
    void letsGoOfTheTransportOnceWhenTheComponentStopsBeforeItsTurn() {
        TestUpstream limited = new TestUpstream(TWO_AT_ONCE, 8);
        Connection connection = connect(limited);
        connection.channel().limiter.tryAcquire(true, null);
        connection.channel().limiter.tryAcquire(true, null);
        CompletableFuture<HealthReport> report = connection.health();

        accounts.close();
        assertThat(report.getNow(null)).isEqualTo(HealthReport.down("The component has stopped"));
        assertThat(limited.holders).isZero();

        time.advance(Duration.ofSeconds(1)); // the turn comes all the same
        assertThat(limited.holders).isZero();
        assertThat(limited.sent).isEmpty();
    }

    private HealthReport health(Connection connection) {
        CompletableFuture<HealthReport> report = connection.health();
        send();
        assertThat(report).isCompleted();
        return report.getNow(null);
    }

    private void useUpTheLimit(Connection connection) throws InterruptedException {
        submit(connection, "a");
        send();
        submit(connection, "b");
        send();
        assertThat(accounts.controls().get(0).report().limit().permitsLeft()).isZero();
    }
}
