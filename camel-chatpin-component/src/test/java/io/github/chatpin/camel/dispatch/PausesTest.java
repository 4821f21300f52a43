package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.applied;
import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The upstream asks to leave a method, or batches, alone for a while. */
class PausesTest extends AccountTestSupport {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void letsOnlyThePausedMethodWait() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(methodPaused());
        Connection connection = connect(upstream);
        submit(connection, "open-line", "1");
        send();

        submit(connection, "open-line", "2");
        submit(connection, "recent", "3");
        send();
        assertThat(upstream.sent).containsExactly("1", "3");

        time.advance(MINUTE);
        send();
        assertThat(upstream.sent).containsExactly("1", "3", "1 2");
        assertThat(endings).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void letsTheOthersOfABatchGoOn() throws Exception {
        TestUpstream upstream = new TestUpstream(new RateLimit.LeakyBucket(2, Duration.ofSeconds(2)), 1);
        Connection connection = connect(upstream);
        submit(connection, "recent", "first");
        upstream.next(applied(), new Outcome[] {methodPaused(), applied(), methodPaused()});
        for (String chat : List.of("1", "3")) {
            submit(connection, chat.equals("3") ? "recent" : "open-line", chat);
        }
        submit(connection, "open-line", "2");

        time.advance(Duration.ofSeconds(10));
        send();
        assertThat(upstream.sent).containsExactly("first", "1 3 2");
        assertThat(endings).extracting(ending -> ending.command().chatId()).containsExactly("first", "3");

        time.advance(MINUTE);
        send();
        assertThat(upstream.sent).hasSize(3);
        assertThat(upstream.sent.get(2).split(" ")).containsExactlyInAnyOrder("1", "2");
        assertThat(endings).hasSize(4).extracting(Completion::failure).containsOnlyNulls();
    }

    @Test
    void waitsForTheLaterOfTwoEnds() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8)
                .next(
                        tryAgain("paused", MINUTE, Scope.METHOD),
                        tryAgain("paused", MINUTE.multipliedBy(3), Scope.METHOD));
        Connection connection = connect(upstream);
        submit(connection, "open-line", "1");
        submit(connection, "open-line", "2"); // both are under way before either is answered
        send();

        time.advance(MINUTE.multipliedBy(2));
        send();
        assertThat(upstream.sent).hasSize(2);

        time.advance(MINUTE);
        send();
        assertThat(upstream.sent).hasSize(3);
    }

    @Test
    void pausesTheMethodAlsoWhereThePinThatMetItFails() throws Exception {
        maxRetries = 0;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(methodPaused());
        Connection connection = connect(upstream);
        submit(connection, "open-line", "1");
        send();
        assertThat(endings.get(0).failure()).hasMessage("paused");

        submit(connection, "open-line", "2");
        send();
        assertThat(upstream.sent).containsExactly("1");

        time.advance(MINUTE);
        send();
        assertThat(upstream.sent).containsExactly("1", "2");
    }

    @Test
    void doesNotKeepAPinBeyondItsMaxWait() throws Exception {
        maxWait = Duration.ofSeconds(30);
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(methodPaused());
        submit(connect(upstream), "open-line", "1");
        send();

        time.advance(MINUTE);
        send();

        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("maxWait"));
        assertThat(upstream.sent).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsNothingOfPinsThatEndedMeanwhile(boolean behindOneChat) throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(methodPaused());
        submit(connect(upstream), "open-line", "first"); // waits for the end of the pause
        send();
        maxWait = Duration.ofSeconds(1);
        Connection impatient = connect(upstream);
        List<WeakReference<Recipient>> recipients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Completion[] told = new Completion[1];
            Recipient recipient = (index, ending) -> told[0] = ending;
            recipients.add(new WeakReference<>(recipient));
            String chat = behindOneChat ? "first" : "c" + i;
            impatient.submit(new PinCommand("open-line", chat, true, chat), recipient, OWN_THREAD);
        }
        time.advance(Duration.ofSeconds(2));
        send();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(recipients.stream().filter(recipient -> recipient.get() != null))
                    .hasSizeLessThan(10);
        });
        assertThat(upstream.sent).hasSize(1);
    }

    @Test
    void keepsTheOrderOfAChatThroughAPause() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 8).next(methodPaused());
        Connection connection = connect(upstream);
        submit(connection, "open-line", "1");
        submitUnpin(connection, "open-line", "1");
        send();
        time.advance(MINUTE);
        send();

        assertThat(upstream.sent).containsExactly("1", "1", "-1");
    }

    @Test
    void sendsOneByOneWhileBatchesArePaused() throws Exception {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection connection = connect(upstream);
        submit(connection, "recent", "first");
        upstream.next(applied(), tryAgain("no batches", MINUTE, Scope.BATCH));
        submit(connection, "recent", "1");
        submit(connection, "recent", "2");
        send();
        assertThat(upstream.sent.subList(0, 2)).containsExactly("first", "1 2");
        assertThat(upstream.sent.subList(2, 4)).containsExactlyInAnyOrder("1", "2");
        assertThat(endings).hasSize(3).extracting(Completion::failure).containsOnlyNulls();

        time.advance(MINUTE);
        for (String chat : List.of("3", "4", "5")) {
            submit(connection, "recent", chat);
        }
        send();
        assertThat(upstream.sent.subList(4, upstream.sent.size())).containsExactly("3", "4 5");
    }

    private static Outcome methodPaused() {
        return tryAgain("paused", MINUTE, Scope.METHOD);
    }

    private void submit(Connection connection, String method, String chat) throws InterruptedException {
        connection.submit(new PinCommand(method, chat, true, chat), this::ended, OWN_THREAD);
    }

    private void submitUnpin(Connection connection, String method, String chat) throws InterruptedException {
        connection.submit(new PinCommand(method, chat, false, chat), this::ended, OWN_THREAD);
    }
}
