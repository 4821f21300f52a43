package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncCheckTest extends SyncTestSupport {

    private final ChatPinException refusal = rejected();
    private final SyncChanges changes = changes(task(verifying(2), "a", "b"));
    private final SyncCheck step = (SyncCheck) next(changes.outcome(List.of(refused(refusal), APPLIED), null));

    @Test
    void onlyHasTheChatsListed() {
        assertThat(step.parts()).isEmpty();
        assertThat(step.lists()).isTrue();
        assertThat(step.method()).isEqualTo("list");
        assertThat(step.task()).isSameAs(changes.task());
    }

    @Test
    void isOfThePinsMethodWhereTheListNeedsNoRequest() {
        upstream.listing = new Listing.Remembered(List.of());

        assertThat(step.method()).isEqualTo("pin");
    }

    @Test
    void endsTheSyncWhoseChangesTheListShows() {
        assertThat(step.outcome(List.of(), listed("a")))
                .isEqualTo(new Outcome.Synced(
                        changes.plan().result(),
                        List.of(done(pin("a"))),
                        List.of(failedPin(1, "b", refusal)),
                        FACTS_OF_LIST));
    }

    @Test
    void makesChangesAgainThatTheListDoesNotShow() {
        Outcome outcome = step.outcome(List.of(), listed("c"));

        assertThat(outcome).isInstanceOf(Outcome.TryAgain.class);
        assertThat(changesOf(outcome).parts()).containsExactly(pin("a"));
    }

    @Test
    void goesOnWithTheListsNextPage() {
        assertThat(step.outcome(List.of(), nextPage()))
                .isEqualTo(
                        new Outcome.Continued(new SyncCheck(step.changes(), ListingUpstream.NEXT_PAGE), FACTS_OF_LIST));
    }

    @Test
    void readsTheListAgainFromItsBeginning() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(new SyncCheck(step.changes(), ListingUpstream.NEXT_PAGE).outcome(List.of(), busy))
                .isEqualTo(busy.with(step));
    }

    @Test
    void failsTheChangesThatWereMadeWhereTheListIsRefused() {
        ChatPinException failure = unavailable(400);

        assertThat(step.outcome(List.of(), refused(failure))).isEqualTo(unverified(failure));
    }

    @Test
    void leavesOtherOutcomesAsTheyAre() {
        assertThat(step.outcome(List.of(), SKIPPED)).isSameAs(SKIPPED);
    }

    @Test
    void failsTheChangesThatWereMadeWhenItIsGivenUp() {
        ChatPinException failure = unavailable(503);

        assertThat(step.givenUp(failure)).isEqualTo(unverified(failure));
    }

    @Test
    void failsTheChangesThatWereMadeWhenItIsBrokenOff() {
        ChatPinException failure = unavailable(0);

        assertThat(step.brokenOff(failure)).contains(unverified(failure));
    }

    @Test
    void doesNotEndByWaiting() {
        assertThat(step.mayTimeOut()).isFalse();
    }

    private Outcome.Synced unverified(ChatPinException why) {
        return new Outcome.Synced(
                changes.plan().result(),
                List.of(),
                List.of(failedPin(1, "b", refusal), failedPin(0, "a", why)),
                AnswerFacts.NONE);
    }
}
