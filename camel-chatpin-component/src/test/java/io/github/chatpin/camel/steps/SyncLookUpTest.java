package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.ListingUpstream.LookUp;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncLookUpTest extends SyncTestSupport {

    private static final Command SG5 = new LookUp("sg5");
    private static final Command SG6 = new LookUp("sg6");

    private final SyncTask task =
            task(plain(2), List.of(wanted(0, SG5), wanted(1, pin("a")), wanted(2, SG6), wanted(3, SG5)));
    private final SyncLookUp step = lookUp(task);

    @Test
    void asksOnceForEachChatThatIsNotKnown() {
        assertThat(step.parts()).containsExactly(SG5, SG6);
        assertThat(step.lists()).isFalse();
    }

    @Test
    void asksForNoMoreThanARequestHolds() {
        assertThat(lookUp(task(plain(1), task.wanted())).parts()).containsExactly(SG5);
    }

    @Test
    void isOfTheMethodThatFindsOut() {
        assertThat(step.method()).isEqualTo("look up");
        assertThat(step.task()).isSameAs(task);
    }

    @Test
    void goesOnWithTheChangesWhenAllAreKnown() {
        List<Wanted> known =
                List.of(wanted(0, "sg5", "x"), task.wanted().get(1), wanted(2, "sg6", "y"), wanted(3, "sg5", "x"));

        assertThat(step.outcome(List.of(found("x"), found("y")), null))
                .isEqualTo(new Outcome.Continued(SyncChanges.first(SyncPlan.of(task, chats("b"), known)), FACTS));
    }

    @Test
    void goesOnWithThoseForWhichThereWasNoRoom() {
        SyncTask narrow = task(plain(1), task.wanted());
        List<Wanted> known = List.of(
                wanted(0, "sg5", "x"), task.wanted().get(1), task.wanted().get(2), wanted(3, "sg5", "x"));

        Outcome outcome = lookUp(narrow).outcome(List.of(found("x")), null);

        assertThat(outcome).isEqualTo(new Outcome.Continued(new SyncLookUp(narrow, chats("b"), known), FACTS));
        assertThat(((SyncLookUp) next(outcome)).parts()).containsExactly(SG6);
    }

    @Test
    void asksForNothingThatOthersHaveFoundOut() {
        upstream.current.put(SG5, pin("x"));

        Outcome outcome = SyncLookUp.next(task, chats(), task.wanted(), FACTS);

        assertThat(((SyncLookUp) next(outcome)).parts()).containsExactly(SG6);
    }

    @Test
    void failsThoseThatAreRefusedAndGoesOnWithTheOthers() {
        ChatPinException failure = rejected();
        List<Wanted> known = List.of(
                task.wanted().get(0).failed(failure),
                task.wanted().get(1),
                wanted(2, "sg6", "y"),
                task.wanted().get(3).failed(failure));

        assertThat(step.outcome(List.of(refused(failure), found("y")), null))
                .isEqualTo(new Outcome.Continued(SyncChanges.first(SyncPlan.of(task, chats("b"), known)), FACTS));
    }

    @Test
    void asksAgainForThoseThatMayBeFoundLater() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        Outcome outcome = step.outcome(List.of(found("x"), busy), null);

        assertThat(outcome).isEqualTo(busy.with(next(outcome)));
        assertThat(((SyncLookUp) next(outcome)).parts()).containsExactly(SG6);
    }

    private static SyncLookUp lookUp(SyncTask task) {
        return new SyncLookUp(task, chats("b"), task.wanted());
    }

    private Outcome found(String chat) {
        return new Outcome.Continued(pin(chat), FACTS);
    }

    private Wanted wanted(int index, String asked, String found) {
        return wanted(index, new LookUp(asked)).as(pin(found));
    }
}
