package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.expired;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins that go again stand in their lane as they came, whatever they waited for. */
class ReadyQueueTest extends AccountTestSupport {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void keepsTheOrderOfABatchThatIsTakenApart() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(tryAgain("no batches", MINUTE, Scope.BATCH));
        connect(upstream).submit(pins("a", "b", "c"), this::ended, ROUTE_THREAD);
        send();

        assertThat(upstream.sent).containsExactly("a b c", "a", "b", "c");
    }

    static Stream<Outcome> reasonsForAllToWait() {
        return Stream.of(expired(), tryAgain("method paused", MINUTE, Scope.METHOD));
    }

    @ParameterizedTest
    @MethodSource("reasonsForAllToWait")
    void keepsTheOrderOfBatchesThatWaitTogether(Outcome reason) throws Exception {
        batchSize = 2;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 2).next(reason, reason);
        connect(upstream).submit(pins("a", "b", "c", "d"), this::ended, ROUTE_THREAD);
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a b", "c d", "a b", "c d");
    }

    private static List<PinCommand> pins(String... chats) {
        return Stream.of(chats).map(AccountTestSupport::pin).toList();
    }
}
