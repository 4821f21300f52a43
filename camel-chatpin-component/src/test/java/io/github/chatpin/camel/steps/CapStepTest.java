package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapStepTest extends StepTestSupport {

    private final Handling failing = capped(2, WhenFull.FAIL);
    private final Handling evicting = capped(2, WhenFull.EVICT_OLDEST);

    @Test
    void onlyHasTheChatsListed() {
        CapStep step = CapStep.first(pin("a"), failing);

        assertThat(step.parts()).isEmpty();
        assertThat(step.lists()).isTrue();
        assertThat(step.page()).isNull();
        assertThat(step.upstream()).isSameAs(upstream);
    }

    @Test
    void isOfThePinsMethod() {
        assertThat(CapStep.first(pin("a"), failing).method()).isEqualTo("pin");
        assertThat(CapStep.again(pin("a"), failing, List.of()).method()).isEqualTo("pin");
    }

    @Test
    void countsForWhatThePinMaySend() {
        assertThat(CapStep.first(pin("a"), failing).weight()).isEqualTo(1);
        assertThat(CapStep.first(pin("a"), capped(2, WhenFull.SKIP)).weight()).isEqualTo(1);
        assertThat(CapStep.first(pin("a"), evicting).weight())
                .as("behind an unpin")
                .isEqualTo(2);
    }

    @Test
    void goesOnWithThePinWhereAPlaceIsFree() {
        assertThat(CapStep.first(pin("a"), failing).outcome(List.of(), listed("b")))
                .isEqualTo(new Outcome.Continued(new PlacedPin(pin("a"), failing, null, List.of()), FACTS_OF_LIST));
    }

    @Test
    void keepsThePlaceForThePin() {
        CapStep.first(pin("a"), failing).outcome(List.of(), listed("b"));

        assertThat(take("c", List.of("b"), 2)).isEqualTo(new Place.None());
    }

    @Test
    void keepsThePlaceByWhatTheListCallsTheChat() {
        upstream.listedIds.put("a", "a@jid");

        CapStep.first(pin("a"), failing).outcome(List.of(), listed("b"));

        assertThat(take("c", List.of("a@jid"), 2))
                .as("the chat is listed by now, and counts once")
                .isEqualTo(new Place.Free());
    }

    @Test
    void endsWhereTheChatIsPinnedAlready() {
        assertThat(CapStep.first(pin("a"), failing).outcome(List.of(), listed("a", "b")))
                .isEqualTo(new Outcome.Applied(null, null, FACTS_OF_LIST));
        assertThat(remembered().all()).as("another one has pinned it").isEmpty();
    }

    @Test
    void remembersAPinWhoseConfirmationWasLost() {
        CapStep step = CapStep.again(pin("a"), failing, List.of());

        assertThat(step.outcome(List.of(), listed("a"))).isEqualTo(new Outcome.Applied(null, null, FACTS_OF_LIST));
        assertThat(remembered().newestFirst()).containsExactly("a");
    }

    @Test
    void tellsWhatWasUnpinnedForAPinWhoseConfirmationWasLost() {
        CapStep step = CapStep.again(pin("a"), evicting, List.of(evicted("u"), evicted("v")));

        assertThat(step.outcome(List.of(), listed("a", "u")))
                .isEqualTo(new Outcome.Applied(null, null, List.of("v"), FACTS_OF_LIST));
    }

    @Test
    void failsWhereNoPlaceIsFree() {
        Outcome.Refused refused =
                (Outcome.Refused) CapStep.first(pin("a"), failing).outcome(List.of(), listed("b", "c"));

        assertThat(refused.facts()).isEqualTo(FACTS_OF_LIST);
        assertThat(refused.failure())
                .isInstanceOf(PinLimitReachedException.class)
                .hasMessage(
                        "the account has 2 pinned chats, and pinLimit is 2: unpin one first, or set pinLimitPolicy");
        assertThat(refused.failure().getChatId()).isEqualTo("a");
        assertThat(refused.failure().isRetryable()).isFalse();
    }

    @Test
    void isLeftOutWhereNoPlaceIsFree() {
        assertThat(CapStep.first(pin("a"), capped(2, WhenFull.SKIP)).outcome(List.of(), listed("b", "c")))
                .isEqualTo(new Outcome.Skipped(FACTS_OF_LIST));
    }

    @Test
    void takesThePlaceOfTheChatPinnedLongestAgo() {
        remember("b", "c");

        assertThat(CapStep.first(pin("a"), evicting).outcome(List.of(), listed("c", "b")))
                .isEqualTo(new Outcome.Continued(
                        new PlacedPin(pin("a"), evicting, Evicted.of(evicting, "b"), List.of()), FACTS_OF_LIST));
    }

    @Test
    void knowsByTheListWhatHasBeenUnpinned() {
        CapStep step = CapStep.again(pin("a"), evicting, List.of(evicted("u"), evicted("v")));

        assertThat(step.evicted()).containsExactly("u", "v");
        assertThat(next(step.outcome(List.of(), listed("v"))))
                .isEqualTo(new PlacedPin(pin("a"), evicting, null, List.of(evicted("u"))));
    }

    @Test
    void asksAnewForAPlaceThatItHad() {
        Handling one = capped(1, WhenFull.EVICT_OLDEST);
        takeInstead("a", List.of("v"), 1);

        assertThat(next(CapStep.again(pin("a"), one, List.of()).outcome(List.of(), listed("v"))))
                .as("the chat is still pinned")
                .isEqualTo(new PlacedPin(pin("a"), one, evicted("v"), List.of()));
    }

    @Test
    void goesOnWithTheListsNextPage() {
        CapStep step = CapStep.again(pin("a"), evicting, List.of(evicted("v")));

        assertThat(step.outcome(List.of(), nextPage()))
                .isEqualTo(new Outcome.Continued(
                        new CapStep(pin("a"), evicting, "pin", List.of(evicted("v")), true, ListingUpstream.NEXT_PAGE),
                        FACTS_OF_LIST));
    }

    /** And it is the list's method that may be paused meanwhile. */
    @Test
    void asksForTheListAgainFromItsBeginning() {
        Outcome.TryAgain busy = busy(Scope.METHOD);
        CapStep step = new CapStep(pin("a"), evicting, "pin", List.of(evicted("v")), true, ListingUpstream.NEXT_PAGE);

        assertThat(step.outcome(List.of(), busy))
                .isEqualTo(busy.with(new CapStep(pin("a"), evicting, "list", List.of(evicted("v")), true, null)));
    }

    @Test
    void failsWhereTheListIsRefused() {
        ChatPinException failure = rejected();

        assertThat(CapStep.first(pin("a"), failing).outcome(List.of(), refused(failure)))
                .isEqualTo(new Outcome.Refused(failure, AnswerFacts.NONE));
    }

    @Test
    void leavesOtherOutcomesAsTheyAre() {
        assertThat(CapStep.first(pin("a"), failing).outcome(List.of(), SKIPPED)).isSameAs(SKIPPED);
    }

    @Test
    void pinsTheChatAgainThatWasUnpinnedLastWhenItIsGivenUp() {
        ChatPinException failure = unavailable(503);
        List<Evicted> tried = List.of(evicted("u"), evicted("v"));

        assertThat(next(CapStep.again(pin("a"), evicting, tried).givenUp(failure)))
                .isEqualTo(new GiveBack(new PlacedPin(pin("a"), evicting, null, tried), evicted("v"), failure));
    }

    @Test
    void mayEndWhenItHasWaitedTooLongUnlessAChatMayHaveBeenUnpinned() {
        assertThat(CapStep.first(pin("a"), evicting).mayTimeOut()).isTrue();
        assertThat(CapStep.again(pin("a"), evicting, List.of(evicted("v"))).mayTimeOut())
                .isFalse();
    }

    @Test
    void givesUpItsPlaceWhenItEnds() {
        take("a", List.of(), 2);

        CapStep.again(pin("a"), failing, List.of()).ended();

        assertThat(allPlacesAreFree()).isTrue();
    }
}
