package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final RateLimit WINDOW = new RateLimit.FixedWindow(1, Duration.ofSeconds(60));
    private static final DeliveryPolicy POLICY =
            new DeliveryPolicy(true, 1, Duration.ZERO, new RetryPolicy(0, Duration.ZERO));

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final RecordingObserver observer = new RecordingObserver();
    private final Accounts accounts = new Accounts(time, Runnable::run, new Random(1), observer);

    @Test
    void sharesAnAccountBetweenEndpoints() {
        Connection first = connect(new TestUpstream(WINDOW, 1), 10);
        Connection second = connect(new TestUpstream(WINDOW, 1), 10);

        assertThat(second.account()).isSameAs(first.account());
        assertThat(second.channel().limiter).isSameAs(first.channel().limiter);
    }

    @Test
    void refusesEndpointsThatDisagree() {
        connect(new TestUpstream(WINDOW, 1), 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(new TestUpstream(WINDOW, 1), 11))
                .withMessage("maxPending: another endpoint that shares test has another value; set the same on all of"
                        + " them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(new TestUpstream(WINDOW, 2), 10))
                .withMessageStartingWith("maxInFlight: ");
    }

    @Test
    void takesNewSettingsWhenNobodyUsesTheOldOnes() {
        connect(new TestUpstream(WINDOW, 1), 10).disconnect();

        connect(new TestUpstream(WINDOW, 1), 11);

        assertThatIllegalArgumentException().isThrownBy(() -> connect(new TestUpstream(WINDOW, 1), 10));
    }

    @Test
    void keepsAnAccountAsLongAsAProducerUsesIt() {
        TestUpstream upstream = new TestUpstream(WINDOW, 1);
        Connection endpoints = connect(upstream, 10);
        Connection producer = endpoints.share();
        endpoints.disconnect();

        assertThatIllegalArgumentException().isThrownBy(() -> connect(new TestUpstream(WINDOW, 1), 11));
        producer.disconnect();
        connect(new TestUpstream(WINDOW, 1), 11);

        assertThatIllegalArgumentException().isThrownBy(() -> connect(new TestUpstream(WINDOW, 1), 10));
        assertThat(upstream.holders).isEqualTo(-1); // it is held once before it is handed over
    }

    @Test
    void takesANewLimitWhenNobodyUsesTheOldOneButBeginsWithNothing() throws Exception {
        TestUpstream before = new TestUpstream(new RateLimit.Unlimited(), 1, Map.of("plan", "unlimited"));
        Connection old = connect(before, 10);
        old.submit(before.pin("a", true), (index, ending) -> {}, false);
        time.runNext();
        old.disconnect();

        TestUpstream after = new TestUpstream(WINDOW, 1, Map.of("plan", "standard"));

        assertThat(connect(after, 10).channel().limiter.report().permitsLeft()).isZero();
    }

    @Test
    void refusesALimitThatDiffersFromOneInUse() {
        connect(new TestUpstream(WINDOW, 1, Map.of("plan", "enterprise")), 10);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(new TestUpstream(WINDOW, 1, Map.of("plan", "standard")), 10))
                .withMessageStartingWith("plan: another endpoint that shares test has another value");
    }

    @Test
    void beginsWithNothingWhenTheSettingsOfALimitInUseUntilNowChange() throws Exception {
        TestUpstream before = new TestUpstream(WINDOW, 1, Map.of("throttleLimit", 1));
        Connection old = connect(before, 10);
        old.submit(before.pin("a", true), (index, ending) -> {}, false);
        old.disconnect();

        TestUpstream after =
                new TestUpstream(new RateLimit.FixedWindow(2, Duration.ofSeconds(60)), 1, Map.of("throttleLimit", 2));
        Connection changed = connect(after, 10);
        changed.submit(after.pin("b", true), (index, ending) -> {}, false);
        assertThat(after.sent).isEmpty();

        time.advance(Duration.ofSeconds(60));
        assertThat(after.sent).containsExactly("b");
    }

    @Test
    void givesAnEndpointThatIsStartedAgainNoNewPermits() throws Exception {
        TestUpstream upstream = new TestUpstream(WINDOW, 1);
        Connection before = connect(upstream, 10);
        before.submit(upstream.pin("a", true), (index, ending) -> {}, false);
        before.disconnect();

        Connection after = connect(upstream, 10);
        after.submit(upstream.pin("b", true), (index, ending) -> {}, false);
        assertThat(upstream.sent).containsExactly("a");

        time.advance(Duration.ofSeconds(60));
        assertThat(upstream.sent).containsExactly("a", "b");
    }

    private Connection connect(TestUpstream upstream, int maxPending) {
        return accounts.connect("test", upstream, upstream, POLICY, maxPending, null);
    }

    @Test
    void forgetsAnUnusedAccountWhenItsOperatorResumesIt() {
        Connection connection = connect(new TestUpstream(WINDOW, 1), 10);
        AccountControl account = accounts.controls().get(0);
        account.suspend();
        connection.disconnect();
        assertThat(accounts.controls()).isNotEmpty();

        account.resume();

        assertThat(observer.events).endsWith("closed test");
        assertThat(accounts.controls()).isEmpty();
    }

    @Test
    void forgetsAnUnusedAccountWhenItsLastPinHasEnded() throws Exception {
        TestUpstream upstream = new TestUpstream(WINDOW, 1);
        Connection connection = connect(upstream, 10);
        connection.submit(upstream.pin("a", true), (index, ending) -> {}, true);
        connection.submit(upstream.pin("b", true), (index, ending) -> {}, true);
        connection.disconnect();
        assertThat(accounts.controls()).isNotEmpty();

        time.advance(Duration.ofSeconds(60));

        assertThat(observer.events).endsWith("b done after 60000 ms", "closed test");
        assertThat(accounts.controls()).isEmpty();
    }

    @Test
    void forgetsAnUnusedAccountWhenItsHealthIsKnown() throws Exception {
        TestUpstream upstream = new TestUpstream(WINDOW, 1);
        Connection connection = connect(upstream, 10);
        connection.submit(upstream.pin("a", true), (index, ending) -> {}, true);
        CompletableFuture<HealthReport> report = connection.health();
        connection.disconnect();
        assertThat(accounts.controls()).isNotEmpty();

        time.advance(Duration.ofSeconds(60));

        assertThat(report).isCompleted();
        assertThat(accounts.controls()).isEmpty();
    }

    @Test
    void keepsAnAccountThatIsUsedWhenItBecomesIdle() throws Exception {
        TestUpstream upstream = new TestUpstream(WINDOW, 1);
        Connection connection = connect(upstream, 10);
        connection.disconnect();
        Connection another = connect(upstream, 10);
        another.submit(upstream.pin("a", true), (index, ending) -> {}, true);

        assertThat(accounts.controls()).hasSize(1);
    }

    @Test
    void keepsOnlyTheLimitOfAnAccountThatIsStillBusy() throws Exception {
        TestUpstream busy = new TestUpstream("busy", WINDOW);
        TestUpstream idle = new TestUpstream("idle", WINDOW);
        Connection first = connect(busy, 10);
        accounts.controls().get(0).suspend();
        Connection second = connect(idle, 10);
        RateLimiter limitOfBusy = first.channel().limiter;
        RateLimiter limitOfIdle = second.channel().limiter;
        first.submit(busy.pin("a", true), (index, completion) -> {}, true); // which waits
        first.disconnect();
        second.disconnect();

        assertThat(connect(idle, 10).channel().limiter).isNotSameAs(limitOfIdle);
        assertThat(connect(busy, 10).channel().limiter).isSameAs(limitOfBusy);
    }

    @Test
    void countsNoEndpointThatCouldNotBeConnected() {
        Connection first = connect(new TestUpstream(WINDOW, 1), 10);
        assertThatThrownBy(() -> connect(new TestUpstream(WINDOW, 1), 11)).isInstanceOf(IllegalArgumentException.class);

        first.disconnect();

        assertThat(observer.events).containsExactly("opened test", "closed test");
    }

    @Test
    void takesNewNumbersForAnAccountThatNoEndpointUsesButThatIsNotIdle() throws Exception {
        RateLimit unlimited = new RateLimit.Unlimited();
        TestUpstream before = new TestUpstream(unlimited, 1);
        Connection old = connect(before, 10);
        accounts.controls().get(0).suspend();
        old.disconnect();
        TestUpstream after = new TestUpstream(unlimited, 2, Map.of("plan", "other"));

        Connection connection = connect(after, 1);

        assertThat(connection.account()).isSameAs(old.account());
        assertThat(connection.account().report().settings()).containsEntry("plan", "other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(after, 10))
                .withMessageStartingWith("maxPending: another endpoint that shares test has another value");
    }

    @Test
    void keepsAnAccountWhileACallerIsAtItsDoor() {
        Connection connection = connect(new TestUpstream(WINDOW, 1), 10);
        Lease caller = connection.lease().orElseThrow();
        connection.disconnect();
        assertThat(accounts.controls()).hasSize(1);

        caller.close();

        assertThat(accounts.controls()).isEmpty();
    }

    @Test
    void refusesOtherCredentialsForAnAccountThatStillHasSomethingToDo() {
        Connection old = connect(TestUpstream.withOptions(Map.of("clientSecret", "a digest")), 10);
        accounts.controls().get(0).suspend();
        old.disconnect();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connect(TestUpstream.withOptions(Map.of("clientSecret", "another digest")), 10))
                .withMessageStartingWith("clientSecret: another endpoint that shares test has another value");
    }
}
