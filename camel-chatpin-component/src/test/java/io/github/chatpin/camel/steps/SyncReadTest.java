package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncReadTest extends SyncTestSupport {

    private final SyncTask task = task(plain(ROOM), "a");
    private final SyncStep step = (SyncStep) task.first();

    @Test
    void comesFirst() {
        assertThat(step).isEqualTo(new SyncRead(task, null));
    }

    @Test
    void onlyHasTheChatsListed() {
        assertThat(step.parts()).isEmpty();
        assertThat(step.lists()).isTrue();
        assertThat(step.method()).isEqualTo("list");
        assertThat(step.upstream()).isSameAs(upstream);
    }

    @Test
    void isOfThePinsMethodWhereTheListNeedsNoRequest() {
        upstream.listing = new Listing.Remembered(List.of());

        assertThat(step.method()).isEqualTo("pin");
    }

    @Test
    void isOfNoCertainChatAndSharesNoRequest() {
        assertThat(step.chatId()).isNull();
        assertThat(step.isAlone()).isTrue();
    }

    @Test
    void keepsItsPlaceAmongTheSyncsOfItsMethod() {
        assertThat(step.orderKey()).isEqualTo("sync pin");
    }

    @Test
    void goesOnWithTheChanges() {
        assertThat(step.outcome(List.of(), listed("b")))
                .isEqualTo(new Outcome.Continued(changes(task, "b"), FACTS_OF_LIST));
    }

    @Test
    void goesOnWithWhatIsToBeFoundOut() {
        SyncTask unknown = task(plain(ROOM), List.of(wanted(0, new ListingUpstream.LookUp("sg5"))));

        assertThat(unknown.first().outcome(List.of(), listed("b")))
                .isEqualTo(new Outcome.Continued(new SyncLookUp(unknown, chats("b"), unknown.wanted()), FACTS_OF_LIST));
    }

    @Test
    void endsWhereNothingDiffers() {
        assertThat(step.outcome(List.of(), listed("a")))
                .isEqualTo(new Outcome.Synced(
                        new PinSyncResult(List.of(), List.of(), List.of("a"), List.of()),
                        List.of(),
                        List.of(),
                        FACTS_OF_LIST));
    }

    @Test
    void goesOnWithTheListsNextPage() {
        assertThat(step.outcome(List.of(), nextPage()))
                .isEqualTo(new Outcome.Continued(new SyncRead(task, ListingUpstream.NEXT_PAGE), FACTS_OF_LIST));
    }

    @Test
    void isTriedAgainAtThePageThatMayBeReadLater() {
        Outcome.TryAgain busy = busy(Scope.METHOD);
        SyncRead second = new SyncRead(task, ListingUpstream.NEXT_PAGE);

        assertThat(second.outcome(List.of(), busy)).isEqualTo(busy.with(second));
    }

    @Test
    void failsWhereTheListIsRefused() {
        Outcome refused = refused(rejected());

        assertThat(step.outcome(List.of(), refused)).isSameAs(refused);
    }

    @Test
    void hasChangedNothingWhenItEndsEarly() {
        assertThat(step.brokenOff(unavailable(503))).isEmpty();
        assertThat(step.mayTimeOut()).isTrue();
        assertThat(step.givenUp(unavailable(503)))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.facts())
                        .isEqualTo(AnswerFacts.NONE));
    }
}
