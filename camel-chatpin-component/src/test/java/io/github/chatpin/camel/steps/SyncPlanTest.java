package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.steps.SyncPlan.Change;
import io.github.chatpin.camel.steps.SyncTask.Prune;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncPlanTest extends SyncTestSupport {

    private static final List<String> NONE = List.of();

    @Test
    void unpinsFirstAndPinsTheBodysFirstLast() {
        assertThat(plan(task("a", "b"), "x", "y").changes())
                .containsExactly(
                        new Change(SyncPlan.OF_NO_ITEM, unpin("x")),
                        new Change(SyncPlan.OF_NO_ITEM, unpin("y")),
                        new Change(1, pin("b")),
                        new Change(0, pin("a")));
    }

    @Test
    void tellsTheChatsInTheirOrders() {
        assertThat(plan(task("a", "b", "l", "k"), "y", "k", "x", "l").result())
                .isEqualTo(new PinSyncResult(List.of("a", "b"), List.of("y", "x"), List.of("l", "k"), NONE));
    }

    @Test
    void pinsAChatOnceThatIsNamedTwice() {
        assertThat(plan(task("a", "b", "a")).changes())
                .containsExactly(new Change(1, pin("b")), new Change(0, pin("a")));
    }

    @Test
    void knowsAChatByWhatTheListCallsIt() {
        upstream.listedIds.put("a", "a@jid");

        SyncPlan plan = plan(task("a"), "a@jid");

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.result().kept()).containsExactly("a");
    }

    @Test
    void leavesChatsThatOthersHavePinned() {
        prune = Prune.OWN;
        remember("y");

        assertThat(plan(task("a"), "x", "y").result())
                .isEqualTo(new PinSyncResult(List.of("a"), List.of("y"), NONE, List.of("x")));
    }

    @Test
    void leavesAllChatsWhereNothingIsPruned() {
        prune = Prune.NONE;
        remember("y");

        assertThat(plan(task("a"), "x", "y").result())
                .isEqualTo(new PinSyncResult(List.of("a"), NONE, NONE, List.of("x", "y")));
    }

    @Test
    void doesNotTellAsLeftWhatIsOnlyRemembered() {
        prune = Prune.NONE;
        SyncTask task = task("a");

        SyncPlan plan = SyncPlan.of(task, List.of(new PinnedChat(PLATFORM, "x", null, true)), task.wanted());

        assertThat(plan.result().left()).isEmpty();
        assertThat(plan.others()).as("but it counts").isEqualTo(1);
    }

    @Test
    void countsTheChatsThatItDoesNotTouch() {
        prune = Prune.OWN;
        remember("own");

        assertThat(plan(task("a", "k"), "k", "x", "own").others()).isEqualTo(2);
    }

    @Test
    void failsChatsThatCouldNotBeFound() {
        ChatPinException failure = rejected();
        Wanted lost = wanted(1, new ListingUpstream.LookUp("sg5")).failed(failure);

        SyncPlan plan = plan(task(plain(ROOM), List.of(wanted(0, pin("a")), lost)));

        assertThat(plan.changes()).containsExactly(new Change(0, pin("a")));
        assertThat(plan.failures()).containsExactly(failedPin(1, "sg5", failure));
    }

    @Test
    void beginsWithTheChanges() {
        SyncPlan plan = plan(task("a"));

        assertThat(plan.begin(FACTS)).isEqualTo(new Outcome.Continued(SyncChanges.first(plan), FACTS));
    }

    @Test
    void endsWithItsResultWhereNothingIsToBeChanged() {
        SyncPlan plan = plan(task("a"), "a");

        assertThat(plan.begin(FACTS)).isEqualTo(new Outcome.Synced(plan.result(), List.of(), List.of(), FACTS));
    }

    @Test
    void endsWithItsResultWhereNothingMayBeChanged() {
        dryRun = DRY_RUN;
        SyncPlan plan = plan(task("a"), "x");

        assertThat(plan.begin(FACTS)).isEqualTo(new Outcome.Synced(plan.result(), List.of(), List.of(), FACTS));
        assertThat(plan.result().pinned()).containsExactly("a");
    }

    @Test
    void mayPinAsManyAsTheLimitSays() {
        limit = 3;
        prune = Prune.NONE;

        assertThat(plan(task("a", "k"), "k", "x").begin(FACTS)).isInstanceOf(Outcome.Continued.class);
    }

    @Test
    void failsBeforeAnyChangeWhereMoreChatsWouldBePinned() {
        limit = 2;
        prune = Prune.NONE;

        Outcome.Refused refused =
                (Outcome.Refused) plan(task("a", "k"), "k", "x").begin(FACTS);

        assertThat(refused.failure())
                .isInstanceOf(PinLimitReachedException.class)
                .hasMessage("3 chats would be pinned in the account, wanted and left together, and pinLimit is 2");
        assertThat(refused.failure().isRetryable()).isFalse();
        assertThat(refused.facts()).isEqualTo(FACTS);
    }

    /** The upstream lists it, and cannot be told to unpin it. */
    @Test
    void countsAChatThatItCannotUnpin() {
        limit = 2;
        upstream.withoutAForm.add("odd");

        SyncPlan plan = plan(task("a", "k"), "k", "odd");

        assertThat(plan.begin(FACTS)).isInstanceOf(Outcome.Refused.class);
        assertThat(plan.result().unpinned()).isEmpty();
        assertThat(plan.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.request().chatId()).isEqualTo("odd"));
    }

    private SyncTask task(String... chats) {
        return task(plain(ROOM), chats);
    }

    private static SyncPlan plan(SyncTask task, String... pinned) {
        return SyncPlan.of(task, chats(pinned), task.wanted());
    }
}
