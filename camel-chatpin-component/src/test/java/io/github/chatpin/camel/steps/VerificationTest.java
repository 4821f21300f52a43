package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest extends StepTestSupport {

    private final Verification ofPin = new Verification(pin("a"), verifying(ROOM), List.of("v"));
    private final Verification ofUnpin = new Verification(unpin("a"), verifying(ROOM), List.of());
    private final Command anew = new VerifiedPin(pin("a"), verifying(ROOM));

    @Test
    void makesAChangeAgainThatMayBeDoneLater() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(ofPin.of(busy, listed("a"), anew)).isEqualTo(busy.with(anew));
    }

    @Test
    void explainsARefusalByTheList() {
        Outcome outcome = ofPin.of(refused(notApplied()), listed("b", "c"), anew);

        assertThat(outcome.facts()).isEqualTo(FACTS);
        assertThat(outcome.evicted()).containsExactly("v");
        assertThat(((Outcome.Refused) outcome).failure())
                .isInstanceOf(PinNotAppliedException.class)
                .hasMessage("answered false; the list shows 2 pinned chats, and not this one");
    }

    @Test
    void saysThatTheListShowsAChatWhosePinWasRefused() {
        Outcome outcome = ofPin.of(refused(notApplied()), listed("b", "a"), anew);

        assertThat(((Outcome.Refused) outcome).failure())
                .hasMessage("answered false; the list shows the chat as pinned");
    }

    @Test
    void keepsWhatIsKnownOfARefusalThatItExplains() {
        ChatPinException failure = ((Outcome.Refused) ofPin.of(refused(notApplied()), listed(), anew)).failure();

        assertThat(failure.getPlatform()).isEqualTo(PLATFORM);
        assertThat(failure.getChatId()).isEqualTo("a");
        assertThat(failure.getStatusCode()).isEqualTo(200);
        assertThat(failure.getErrorCode()).isEqualTo("false");
    }

    @Test
    void explainsNoRefusalThatTellsItsCauseItself() {
        ChatPinException failure = rejected();

        assertThat(ofPin.of(refused(failure), listed("b"), anew))
                .isEqualTo(new Outcome.Refused(failure, List.of("v"), FACTS));
    }

    @Test
    void leavesARefusalWithoutAListAsItIs() {
        Outcome refused = refused(notApplied());

        assertThat(ofPin.of(refused, null, anew)).isSameAs(refused);
        assertThat(ofPin.of(refused, busy(503), anew)).isSameAs(refused);
    }

    @Test
    void countsAPinThatTheListShows() {
        assertThat(ofPin.of(APPLIED, listed("b", "a"), anew))
                .isEqualTo(new Outcome.Applied("a@jid", "done", List.of("v"), FACTS));
    }

    @Test
    void countsAnUnpinThatTheListDoesNotShow() {
        assertThat(ofUnpin.of(APPLIED, listed("b"), anew)).isEqualTo(APPLIED);
    }

    @Test
    void makesAPinAgainThatTheListDoesNotShow() {
        Outcome.TryAgain again = (Outcome.TryAgain) ofPin.of(APPLIED, listed("b"), anew);

        assertThat(again.next()).isSameAs(anew);
        assertThat(again.scope()).isEqualTo(Scope.COMMAND);
        assertThat(again.dictatedWait()).isNull();
        assertThat(again.facts()).isEqualTo(FACTS_OF_LIST);
        assertThat(again.failure())
                .isInstanceOf(PinNotAppliedException.class)
                .hasMessage("pin of a was confirmed, but the list of pinned chats does not show it");
        assertThat(again.failure().getChatId()).isEqualTo("a");
        assertThat(again.failure().getPlatform()).isEqualTo(PLATFORM);
    }

    @Test
    void makesAnUnpinAgainThatTheListStillShows() {
        Outcome.TryAgain again = (Outcome.TryAgain) ofUnpin.of(APPLIED, listed("b", "a"), anew);

        assertThat(again.next()).isSameAs(anew);
        assertThat(again.failure()).hasMessage("pin of a was confirmed, but the list of pinned chats still shows it");
    }

    @Test
    void looksForTheChatByWhatTheListCallsIt() {
        upstream.listedIds.put("a", "a@jid");

        assertThat(ofUnpin.of(APPLIED, listed("a"), anew)).isEqualTo(APPLIED);
        assertThat(next(ofUnpin.of(APPLIED, listed("a@jid"), anew))).isSameAs(anew);
    }

    @Test
    void countsAPinWhosePlaceALaterOneHasGot() {
        Handling evicting = capped(1, WhenFull.EVICT_OLDEST);
        takeInstead("a", List.of(), 1);
        takeInstead("b", List.of(), 1);

        assertThat(new Verification(pin("a"), evicting, List.of()).of(APPLIED, listed("b"), anew))
                .isEqualTo(APPLIED);
    }

    @Test
    void asksForTheListForWhichThereWasNoRoom() {
        assertThat(ofPin.of(APPLIED, null, anew))
                .isEqualTo(new Outcome.Continued(new ListCheck(ofPin, APPLIED, null, anew), FACTS));
    }

    @Test
    void goesOnWithTheListsNextPage() {
        assertThat(ofPin.of(APPLIED, nextPage(), anew))
                .isEqualTo(new Outcome.Continued(
                        new ListCheck(ofPin, APPLIED, ListingUpstream.NEXT_PAGE, anew), FACTS_OF_LIST));
    }

    /** And does not make the change again, which was confirmed. */
    @Test
    void asksForTheListAgainThatMayBeReadLater() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(ofPin.of(APPLIED, busy, anew)).isEqualTo(busy.with(new ListCheck(ofPin, APPLIED, null, anew)));
    }

    @Test
    void failsWhereTheListIsRefused() {
        ChatPinException failure = rejected();

        assertThat(ofPin.of(APPLIED, refused(failure), anew))
                .isEqualTo(new Outcome.Refused(failure, List.of("v"), FACTS));
    }

    @Test
    void leavesOtherOutcomesAsTheyAre() {
        assertThat(ofPin.of(SKIPPED, listed("a"), anew)).isSameAs(SKIPPED);
        assertThat(ofPin.of(APPLIED, SKIPPED, anew)).isSameAs(SKIPPED);
    }
}
