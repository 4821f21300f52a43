package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an operator sees of an account, and what it tells observers. */
class AccountControlTest extends AccountTestSupport {

    private static final RateLimit BUCKET = new RateLimit.LeakyBucket(3, Duration.ofSeconds(3));

    @Test
    void reportsWhatWasDone() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        for (String chat : new String[] {"a", "b", "c", "d"}) {
            submit(connection, chat);
        }
        sendAndWait();

        AccountReport.Counts counts = report().counts();
        assertThat(counts.done()).isEqualTo(4);
        assertThat(counts.requests()).isEqualTo(2);
        assertThat(counts.batches()).isEqualTo(1);
        assertThat(counts.pinsInBatches()).isEqualTo(3);
        assertThat(counts.largestBatch()).isEqualTo(3);
        assertThat(counts.failed()).isEmpty();
        assertThat(report().lastFailure()).isNull();
    }

    @Test
    void reportsFailuresByTheirTypeAndTheLastOne() throws Exception {
        maxWait = Duration.ofSeconds(1);
        Connection connection = connect(new TestUpstream(BUCKET, 8));
        batchSize = 1;
        accounts.controls().get(0).suspend();
        submit(connection, "a");
        time.advance(Duration.ofSeconds(1));

        assertThat(report().counts().failed()).containsExactly(entry("RateLimitedException", 1L));
        assertThat(report().lastFailure().type()).isEqualTo("RateLimitedException");
        assertThat(report().lastFailure().message()).contains("maxWait=1000");
        assertThat(report().lastFailure().at()).isEqualTo(time.now());
    }

    @Test
    void reportsWhatWaitsAndWhenTheNextPermitComes() throws Exception {
        batchSize = 1;
        Connection connection = connect(new TestUpstream(BUCKET, 8));
        for (String chat : new String[] {"a", "b", "c"}) {
            submit(connection, chat);
        }

        AccountReport report = report();
        assertThat(report.pending()).isEqualTo(1);
        assertThat(report.inFlight()).isEqualTo(2);
        assertThat(report.limit().rate()).isEqualTo(BUCKET);
        assertThat(report.limit().permitsLeft()).isZero();
        assertThat(report.limit().nextPermit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(report.limit().waiting()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhileItIsSuspended() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
        Connection connection = connect(upstream);
        AccountControl account = accounts.controls().get(0);

        account.suspend();
        submit(connection, "a");
        assertThat(submitHere(connection, "b")).isNull();
        sendAndWait();
        assertThat(endings).isEmpty();
        assertThat(account.report().suspended()).isTrue();
        assertThat(account.report().pending()).isEqualTo(2);

        account.resume();
        sendAndWait();
        assertThat(endings).hasSize(2);
        assertThat(account.report().suspended()).isFalse();
    }

    @Test
    void tellsObserversWhatHappensInItsOrder() throws Exception {
        Connection connection = connect(new TestUpstream(UNLIMITED, 8));
        submit(connection, "a");
        sendAndWait();
        connection.disconnect();

        assertThat(observer.events).containsExactly("opened test", "request of 1", "a done after 0 ms", "closed test");
    }

    @Test
    void tellsObserversOfAnAccountThatIsClosedWithTheRest() {
        connect(new TestUpstream(UNLIMITED, 8));

        accounts.close();

        assertThat(observer.events).containsExactly("opened test", "closed test");
        assertThat(accounts.controls()).isEmpty();
    }

    @Test
    void anObserverThatThrowsHarmsNobody() {
        Observer throwing = new Observer() {
            @Override
            public void retried(AccountControl account, ChatPinException failure) {
                throw new IllegalStateException("a fault");
            }
        };
        Observers observers = new Observers(List.of(throwing, observer));

        observers.retried(null, null);

        assertThat(observer.events).containsExactly("retry");
    }

    private AccountReport report() {
        return accounts.controls().get(0).report();
    }

    @Test
    void staysSuspendedWithoutUsers() {
        Connection connection = connect(new TestUpstream(UNLIMITED, 8));
        accounts.controls().get(0).suspend();

        connection.disconnect();
        connect(new TestUpstream(UNLIMITED, 8));

        assertThat(report().suspended()).isTrue();
    }

    @Test
    void tellsOfARetryButNotOfARenewal() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(TestUpstream.expired(), tryAgain("busy"));
        submit(connect(upstream), "a");
        sendAndWait();

        assertThat(observer.events).filteredOn("retry"::equals).hasSize(1);
        assertThat(report().counts().retries()).isEqualTo(1);
        assertThat(report().lastFailure().message()).isEqualTo("busy");
    }

    @Test
    void anErrorOfAnObserverLosesNoPin() throws Exception {
        Observer throwing = new Observer() {
            @Override
            public void requestEnded(AccountControl account, int pins, long nanos) {
                throw new NoClassDefFoundError("io/example/Meter");
            }
        };
        Observers observers = new Observers(List.of(throwing));
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
        Connection connection = new Accounts(time, senders::add, new Random(1), observers)
                .connect("test", upstream, upstream, policy(true), maxPending, null);

        submit(connection, "a");
        sendAndWait();

        assertThat(endings).hasSize(1);
    }
}
