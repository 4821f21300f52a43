package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tried again after a rest. */
class RetriesTest extends AccountTestSupport {

    static Stream<Object> faults() {
        return Stream.of(
                tryAgain("502"),
                new IOException("connection reset"),
                tryAgain("429", Duration.ofSeconds(7), Scope.LIMIT),
                tryAgain("QUERY_LIMIT_EXCEEDED", null, Scope.LIMIT));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void triesABatchThatFailedAsAWholeAgainInOneRequest(Object fault) throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(fault);
        connect(upstream).submit(fifty(), this::ended, ROUTE_THREAD);
        sendAndWait();

        assertThat(upstream.sent).hasSize(2);
        assertThat(upstream.sent.get(1)).isEqualTo(upstream.sent.get(0));
        assertThat(endings).hasSize(50).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void doesNotBringBackTogetherWhatFailedInDifferentRequests() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
        for (int i = 0; i < 8; i++) {
            upstream.next(tryAgain("503"));
        }
        Connection connection = connect(upstream);
        for (int i = 0; i < 8; i++) {
            submit(connection, "c" + i);
        }
        send();
        List<Long> times = new ArrayList<>();
        while (time.runNext()) {
            times.add(time.nanoTime());
        }

        assertThat(times).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void leavesOutOfTheNextRequestWhatEndedMeanwhile() throws Exception {
        maxWait = Duration.ofMillis(500);
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(applied(), tryAgain("502"));
        Connection impatient = connect(upstream);
        maxWait = Duration.ZERO;
        Connection patient = connect(upstream);
        submit(patient, "first");
        submit(impatient, "a");
        submit(patient, "b");
        submit(patient, "c");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("first", "a b c", "b c");
        assertThat(endings).extracting(ending -> ending.command().chatId()).containsExactly("first", "a", "b", "c");
    }

    @Test
    void keepsTheFailuresOfTheLastFiveAttemptsBeforeTheOneThatFailed() throws Exception {
        maxRetries = 9;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        for (int i = 1; i <= 10; i++) {
            upstream.next(tryAgain("fault " + i));
        }
        submit(connect(upstream), "a");
        sendAndWait();

        RuntimeException failure = endings.get(0).failure();
        assertThat(failure).hasMessage("fault 10");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("fault 9", "fault 8", "fault 7", "fault 6", "fault 5");
        assertThat(failure.getSuppressed()).allMatch(earlier -> earlier.getSuppressed().length == 0);
    }

    @Test
    void tellsWhatFailedBeforeTheStop() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(tryAgain("502"));
        submit(connect(upstream), "a");
        send();
        accounts.close();

        RuntimeException failure = endings.get(0).failure();
        assertThat(failure).isInstanceOf(RejectedExecutionException.class);
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("502");
    }

    private static List<PinCommand> fifty() {
        return IntStream.range(0, 50).mapToObj(i -> pin("c" + i)).toList();
    }
}
