package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A change that takes several commands: the group "g" stands for the chat "c", which the first command finds out. */
class CommandStepsTest extends AccountTestSupport {

    private static final Outcome FOUND = new Outcome.Continued(pin("c"), AnswerFacts.NONE);

    private static final Command LIST = new TestUpstream.ListCommand();

    private final TestUpstream upstream = new TestUpstream(UNLIMITED, 8);
    private final Connection connection = connect(upstream);

    @Test
    void goesOnWithTheNextCommand() throws Exception {
        upstream.next(FOUND);

        submit(connection, "g");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("g", "c");
        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isNull();
            assertThat(ending.command()).isEqualTo(pin("c"));
            assertThat(ending.attempts()).isEqualTo(2);
        });
    }

    @Test
    void triesTheStepAgainThatFailed() throws Exception {
        upstream.next(FOUND, TestUpstream.tryAgain("once"));

        submit(connection, "g");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("g", "c", "c");
    }

    @Test
    void isNotOvertakenByOneThatComesWhenTheChatIsJustKnown() throws Exception {
        upstream.next(FOUND);
        upstream.whileSending = () -> {
            upstream.whileSending = () -> {};
            upstream.known.put("g", "c"); // as the answer tells, which has not been taken in yet
            submitUnpin("g");
        };

        submit(connection, "g");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("g", "c", "-c");
    }

    @Test
    void findsTheChatOutOnceForAllThatWait() throws Exception {
        upstream.next(FOUND);
        submit(connection, "g");
        submitUnpin("g");
        submit(connection, "g");
        upstream.known.put("g", "c");

        sendAndWait();

        assertThat(upstream.sent).containsExactly("g", "c", "-c", "c");
    }

    @Test
    void goesBehindPinsThatNameTheChat() throws Exception {
        Outcome applied = new Outcome.Applied(null, null, AnswerFacts.NONE);
        upstream.next((Object) new Outcome[] {applied, FOUND});

        connection.submit(List.of(pin("c"), unpin("c"), pin("g")), this::ended, OWN_THREAD);
        sendAndWait();

        assertThat(upstream.sent).containsExactly("c g", "-c", "c");
    }

    @Test
    void losesNothingWhereThePlatformThrows() throws Exception {
        upstream.failureOfCurrent = new IllegalStateException("a fault of the platform's");
        submit(connection, "a");
        submit(connection, "a");

        sendAndWait();

        assertThat(endings).hasSize(2).allMatch(ending -> ending.failure() == null);
    }

    @Test
    void failsBetweenTwoCommandsOfAnAccountThatCloses() throws Exception {
        upstream.next(FOUND);
        upstream.whileSending = accounts::close;

        submit(connection, "g");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("g");
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RejectedExecutionException.class));
    }

    @Test
    void leavesTheNewConnectionToTheStepThatNeededIt() throws Exception {
        upstream.next(TestUpstream.tryAgain("closed", null, Outcome.Scope.CONNECTION), FOUND);

        submit(connection, "g");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("g", "g", "c");
        assertThat(upstream.sentAnew).containsExactly("g");
    }

    @Test
    void aReadingHasARequestOfItsOwnAndIsNoPin() throws Exception {
        upstream.next(new Outcome.Applied(null, null, AnswerFacts.NONE));
        upstream.next(new Outcome.Listed(List.of(), AnswerFacts.NONE));

        connection.submit(List.of(pin("a"), LIST, pin("b")), this::ended, OWN_THREAD);
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "list", "b");
        AccountReport.Counts counts = accounts.controls().get(0).report().counts();
        assertThat(counts.requests()).isEqualTo(3);
        assertThat(counts.done()).isEqualTo(2);
        assertThat(counts.batches()).isZero();
        assertThat(observer.events)
                .filteredOn(event -> event.startsWith("request"))
                .containsExactly("request of 1", "request of 0", "request of 1");
    }

    private static PinCommand unpin(String chat) {
        return new PinCommand("pin", chat, false, chat);
    }

    private void submitUnpin(String chat) {
        try {
            connection.submit(unpin(chat), this::ended, OWN_THREAD);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
