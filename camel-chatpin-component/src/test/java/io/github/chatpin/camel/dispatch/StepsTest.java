package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import io.github.chatpin.camel.steps.PinStep;
import io.github.chatpin.camel.steps.SyncStep;
import io.github.chatpin.camel.steps.SyncTask;
import io.github.chatpin.camel.steps.SyncTask.Prune;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What takes several requests, in the engine's hands. */
class StepsTest extends AccountTestSupport {

    private final TestUpstream upstream = new TestUpstream(UNLIMITED, 8).listing();

    @Test
    void aSyncWaitsForPinsBeforeItAndHoldsThoseBehindIt() throws Exception {
        Connection connection = connect(upstream);

        submit(connection, "a");
        sync(connection, "b");
        submit(connection, "c");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("a", "list", "-a b", "c");
        assertThat(endings).hasSize(3).allSatisfy(ending -> assertThat(ending.failure())
                .isNull());
    }

    @Test
    void aSyncHoldsNoPinsOfAnotherMethod() throws Exception {
        Connection connection = connect(upstream);
        TestUpstream otherMethod = new TestUpstream(UNLIMITED, 8).listing();
        otherMethod.method = "other";
        Connection other = connect(otherMethod);

        submit(connection, "a");
        sync(connection, "b");
        submit(other, "x");

        send();

        assertThat(endings).extracting(ending -> ending.command().chatId()).contains("x");
    }

    @Test
    void syncsGoOneAfterAnother() throws Exception {
        Connection connection = connect(upstream);

        sync(connection, "a");
        sync(connection, "b");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("list", "a", "list", "-a b");
    }

    @Test
    void aPinThatASyncHoldsEndsAfterItsMaxWait() throws Exception {
        upstream.next(TestUpstream.tryAgain("busy", Duration.ofSeconds(60), Scope.COMMAND));
        Connection patient = connect(upstream);
        maxWait = Duration.ofSeconds(10);
        Connection hasty = connect(upstream);

        sync(patient, "a");
        submit(hasty, "b");
        sendAndWait();

        assertThat(endings).first().satisfies(ending -> assertThat(ending.failure())
                .isInstanceOf(RateLimitedException.class));
        assertThat(endings).last().satisfies(ending -> assertThat(ending.failure())
                .isNull());
    }

    @Test
    void aSyncThatWaitedTooLongHoldsNothingAnyMore() throws Exception {
        maxWait = Duration.ofSeconds(10);
        Connection hasty = connect(upstream);
        maxWait = Duration.ZERO;
        Connection patient = connect(upstream);
        upstream.next(TestUpstream.tryAgain("busy", Duration.ofSeconds(60), Scope.COMMAND));

        sync(hasty, "a");
        submit(patient, "b");
        sendAndWait();

        assertThat(endings.get(0).failure()).isInstanceOf(RateLimitedException.class);
        assertThat(upstream.sent).containsExactly("list", "b");
    }

    @Test
    void maxWaitEndsNoSyncThatHasBegunToChange() throws Exception {
        maxWait = Duration.ofSeconds(10);
        Connection connection = connect(upstream);
        upstream.pinned.add("a");
        upstream.next(
                new Outcome.Listed(List.of(new PinnedChat("test", "a", null, false)), AnswerFacts.NONE),
                TestUpstream.tryAgain("busy", Duration.ofSeconds(60), Scope.COMMAND));

        sync(connection, "b");
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isNull());
        assertThat(upstream.sent).containsExactly("list", "-a b", "-a b");
    }

    @Test
    void aStopEndsWhatASyncHolds() throws Exception {
        Connection connection = connect(upstream);
        submit(connection, "a");
        sync(connection, "b");
        submit(connection, "c");

        accounts.close();
        send();

        assertThat(endings).hasSize(3);
        assertThat(endings.subList(0, 2))
                .allSatisfy(ending -> assertThat(ending.failure()).isInstanceOf(RejectedExecutionException.class));
    }

    @Test
    void aRequestOfSeveralStepsWaitsWhileBatchesArePaused() throws Exception {
        upstream.next(
                TestUpstream.tryAgain("batch", Duration.ofSeconds(30), Scope.BATCH),
                TestUpstream.tryAgain("batch", Duration.ofSeconds(30), Scope.BATCH),
                TestUpstream.tryAgain("batch", Duration.ofSeconds(30), Scope.BATCH));

        submit(verifying(), "a");
        send();
        assertThat(upstream.sent).containsExactly("a list");
        sendAndWait();

        assertThat(upstream.sent).hasSize(4);
        assertThat(endings).singleElement().satisfies(ending -> assertThat(ending.failure())
                .isNull());
    }

    @Test
    void anEvictionWaitsWhileBatchesArePaused() throws Exception {
        upstream.pinned.add("a");
        Connection capped = capped(new PinCap(1, WhenFull.EVICT_OLDEST));
        upstream.next(
                new Outcome.Listed(List.of(new PinnedChat("test", "a", null, false)), AnswerFacts.NONE),
                TestUpstream.tryAgain("batch", Duration.ofSeconds(30), Scope.BATCH));

        submit(capped, "b");
        send();
        assertThat(upstream.sent).containsExactly("list", "-a b", "list");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("list", "-a b", "list", "-a b");
        assertThat(upstream.pinned).containsExactly("b");
    }

    @Test
    void cappedPinsThatLeaveTogetherHaveOneList() throws Exception {
        Connection capped = capped(new PinCap(3, WhenFull.SKIP));

        for (String chat : List.of("a", "b", "c", "d", "e")) {
            submit(capped, chat);
        }
        sendAndWait();

        assertThat(upstream.sent).containsExactly("list", "a list", "b c");
        assertThat(endings)
                .filteredOn(ending -> ending.outcome() instanceof Outcome.Skipped)
                .hasSize(2);
    }

    @Test
    void aChatThatIsPinnedAgainHasRetriesOfItsOwn() throws Exception {
        maxRetries = 1;
        upstream.pinned.add("a");
        Connection capped = capped(new PinCap(1, WhenFull.EVICT_OLDEST));
        Outcome listed = new Outcome.Listed(List.of(new PinnedChat("test", "a", null, false)), AnswerFacts.NONE);
        upstream.next(
                TestUpstream.tryAgain("once"), // the list
                listed,
                new Outcome[] {TestUpstream.applied(), TestUpstream.refused("no")},
                TestUpstream.tryAgain("once")); // the chat that is given back

        submit(capped, "b");
        sendAndWait();

        assertThat(upstream.sent).containsExactly("list", "list", "-a b", "a", "a");
        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).hasMessage("no");
            assertThat(ending.outcome().evicted()).isEmpty();
        });
    }

    @Test
    void aPlaceIsFreeAgainWhenItsPinHasFailed() throws Exception {
        Connection capped = capped(new PinCap(1, WhenFull.FAIL));
        upstream.next(
                new Outcome.Listed(List.of(), AnswerFacts.NONE),
                new Outcome.Refused(
                        new PinNotAppliedException("false", Origin.unanswered("test", "a")), AnswerFacts.NONE));

        submit(capped, "a");
        sendAndWait();
        submit(capped, "b");
        sendAndWait();

        assertThat(endings.get(0).failure()).hasMessageContaining("the list showed a free place");
        assertThat(endings.get(1).failure()).isNull();
    }

    @Test
    void aPinThatIsCutShortTellsWhatWasUnpinnedForIt() throws Exception {
        batchSize = 1;
        upstream.pinned.add("a");
        Connection capped = capped(new PinCap(1, WhenFull.EVICT_OLDEST));
        upstream.whileSending = () -> {
            if (upstream.sent.contains("-a")) {
                accounts.close();
            }
        };

        submit(capped, "b");
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isInstanceOf(RejectedExecutionException.class);
            assertThat(((PinStep) ending.command()).evicted()).containsExactly("a");
        });
    }

    @Test
    void aSyncThatIsStoppedKnowsWhatItHasDone() throws Exception {
        batchSize = 1;
        upstream.pinned.add("a");
        Connection connection = connect(upstream);
        upstream.whileSending = () -> {
            if (upstream.sent.contains("-a")) {
                accounts.close();
            }
        };

        sync(connection, "b");
        sendAndWait();

        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.failure()).isInstanceOf(RejectedExecutionException.class);
            assertThat(((SyncStep) ending.command())
                            .brokenOff(new RateLimitedException("stopped", Origin.unanswered("test", null), null)))
                    .hasValueSatisfying(part -> {
                        assertThat(part.done())
                                .extracting(result -> result.chatId())
                                .containsExactly("a");
                        assertThat(part.failures())
                                .extracting(one -> one.index())
                                .containsExactly(0);
                    });
        });
    }

    private Connection verifying() {
        return accounts.connect(
                "test",
                upstream,
                upstream,
                new DeliveryPolicy(true, batchSize, maxWait, policy(true).retry(), null, true),
                maxPending,
                null);
    }

    private Connection capped(PinCap cap) {
        return accounts.connect(
                "test",
                upstream,
                upstream,
                new DeliveryPolicy(true, batchSize, maxWait, policy(true).retry(), cap, false),
                maxPending,
                null);
    }

    private void sync(Connection connection, String... chats) throws InterruptedException {
        List<Wanted> wanted = new ArrayList<>();
        for (String chat : chats) {
            wanted.add(new Wanted(wanted.size(), new PinRequest(chat, true), pin(chat), null));
        }
        Command first = new SyncTask(connection.handling(), wanted, Prune.ALL, false, 45).first();
        connection.submit(first, this::ended, OWN_THREAD);
    }
}
