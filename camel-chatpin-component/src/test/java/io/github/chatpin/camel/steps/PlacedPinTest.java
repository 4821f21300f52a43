package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacedPinTest extends StepTestSupport {

    private static final int ONE = 1;
    private static final int TWO = 2;
    private static final int THREE = 3;

    private final Handling evicting = capped(1, WhenFull.EVICT_OLDEST);
    private final PlacedPin alone = new PlacedPin(pin("a"), evicting, null, List.of());
    private final PlacedPin behindUnpin = new PlacedPin(pin("a"), evicting, evicted("v"), List.of());
    private final PlacedPin afterUnpin = new PlacedPin(pin("a"), evicting, null, List.of(evicted("v")));
    private final PlacedPin unpinFirst =
            new PlacedPin(pin("a"), evicting(ONE, false), evicted("v"), List.of(evicted("u")));

    @Test
    void isSentAloneWhereAPlaceIsFree() {
        assertThat(alone.parts()).containsExactly(pin("a"));
        assertThat(alone.weight()).isEqualTo(1);
        assertThat(alone.lists()).isFalse();
        assertThat(alone.upstream()).isSameAs(upstream);
    }

    @Test
    void isSentBehindTheUnpinOfTheChatWhosePlaceItGets() {
        assertThat(behindUnpin.parts()).containsExactly(unpin("v"), pin("a"));
        assertThat(behindUnpin.weight()).isEqualTo(2);
    }

    @Test
    void isNotSentWithTheUnpinWhereThereIsNoRoomForBoth() {
        assertThat(unpinFirst.parts()).containsExactly(unpin("v"));
        assertThat(unpinFirst.weight()).isEqualTo(1);
    }

    @Test
    void hasTheListBehindItWhereThereIsRoom() {
        assertThat(new PlacedPin(pin("a"), evicting(ONE, true), null, List.of()).lists())
                .isFalse();
        assertThat(new PlacedPin(pin("a"), evicting(TWO, true), null, List.of()).lists())
                .isTrue();
        assertThat(new PlacedPin(pin("a"), evicting(THREE, true), evicted("v"), List.of()).lists())
                .isTrue();
    }

    @Test
    void hasNoListBehindAnUnpinAlone() {
        PlacedPin step = new PlacedPin(pin("a"), evicting(TWO, true), evicted("v"), List.of());

        assertThat(step.parts()).containsExactly(unpin("v"));
        assertThat(step.lists()).isFalse();
    }

    @Test
    void endsWithWhatWasUnpinnedForIt() {
        assertThat(alone.outcome(List.of(APPLIED), null)).isEqualTo(APPLIED);
        assertThat(afterUnpin.outcome(List.of(APPLIED), null)).isEqualTo(afterEvictionOf("v"));
        assertThat(behindUnpin.outcome(List.of(APPLIED, APPLIED), null)).isEqualTo(afterEvictionOf("v"));
    }

    @Test
    void isVerifiedByTheList() {
        PlacedPin step = new PlacedPin(pin("a"), evicting(THREE, true), evicted("v"), List.of());

        assertThat(step.outcome(List.of(APPLIED, APPLIED), listed("a"))).isEqualTo(afterEvictionOf("v"));
        assertThat(next(step.outcome(List.of(APPLIED, APPLIED), listed("b"))))
                .isEqualTo(CapStep.again(pin("a"), step.handling(), List.of(evicted("v"))));
    }

    @Test
    void asksForAPlaceAnewWhenItMayBeDoneLater() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(alone.outcome(List.of(busy), null))
                .isEqualTo(busy.with(CapStep.again(pin("a"), evicting, List.of())));
        assertThat(behindUnpin.outcome(List.of(APPLIED, busy), null))
                .isEqualTo(busy.with(CapStep.again(pin("a"), evicting, List.of(evicted("v")))));
    }

    @Test
    void endsWithItsFailureWhereNothingWasUnpinned() {
        ChatPinException failure = rejected();

        assertThat(alone.outcome(List.of(refused(failure)), null)).isEqualTo(refused(failure));
    }

    @Test
    void leavesItsPlaceToOthersOfTheSameRequestWhenItFails() {
        take("a", List.of(), 1);

        alone.outcome(List.of(refused(rejected())), null);

        assertThat(allPlacesAreFree()).isTrue();
    }

    @Test
    void saysThatTheListShowedAFreePlace() {
        ChatPinException failure = ((Outcome.Refused) alone.outcome(List.of(refused(notApplied())), null)).failure();

        assertThat(failure)
                .isInstanceOf(PinNotAppliedException.class)
                .hasMessage("answered false; the list showed a free place: the chat is not in the user's list,"
                        + " or the places are taken by chats that the list hides");
    }

    @Test
    void doesNotSaySoWhereThePlaceWasAnothers() {
        ChatPinException failure = notApplied();

        assertThat(behindUnpin.outcome(List.of(refused(rejected()), refused(failure)), null))
                .isEqualTo(refused(failure));
        assertThat(next(afterUnpin.outcome(List.of(refused(failure)), null)))
                .isEqualTo(new GiveBack(afterUnpin, evicted("v"), failure));
    }

    @Test
    void pinsTheChatAgainThatWasUnpinnedForItWhenItFails() {
        ChatPinException failure = rejected();

        assertThat(behindUnpin.outcome(List.of(APPLIED, refused(failure)), null))
                .isEqualTo(new Outcome.Continued(new GiveBack(afterUnpin, evicted("v"), failure), FACTS));
    }

    @Test
    void keepsItsPlaceForTheChatThatIsPinnedAgain() {
        takeInstead("a", List.of("v"), 1);

        afterUnpin.outcome(List.of(refused(rejected())), null);

        assertThat(allPlacesAreFree()).isFalse();
        places().giveUp("v");
        assertThat(allPlacesAreFree()).isTrue();
    }

    @Test
    void pinsNoChatAgainWhosePlaceALaterPinHasGot() {
        ChatPinException failure = rejected();
        takeInstead("a", List.of("v"), 1);
        takeInstead("b", List.of("v"), 1); // which unpins "a"

        assertThat(afterUnpin.outcome(List.of(refused(failure)), null))
                .isEqualTo(new Outcome.Refused(failure, List.of("v"), FACTS));
        assertThat(places().hasNeverCome("a")).isTrue();
    }

    @Test
    void pinsNoChatAgainThatWasNeverPinned() {
        ChatPinException failure = rejected();
        places().neverCame("v");
        takeInstead("a", List.of(), 1);

        assertThat(afterUnpin.outcome(List.of(refused(failure)), null))
                .isEqualTo(new Outcome.Refused(failure, List.of("v"), FACTS));
        assertThat(allPlacesAreFree()).isTrue();
    }

    @Test
    void goesAfterAnUnpinThatWasSentAlone() {
        assertThat(unpinFirst.outcome(List.of(APPLIED), null))
                .isEqualTo(new Outcome.Continued(
                        new PlacedPin(pin("a"), unpinFirst.handling(), null, List.of(evicted("u"), evicted("v"))),
                        FACTS));
    }

    @Test
    void isNotSentWhereTheUnpinIsRefused() {
        PlacedPin step = new PlacedPin(pin("a"), evicting(ONE, false), evicted("v"), List.of());
        ChatPinException cause = rejected();

        Outcome.Refused refused = (Outcome.Refused) step.outcome(List.of(refused(cause)), null);

        assertThat(refused.failure())
                .isInstanceOf(PinLimitReachedException.class)
                .hasMessage("The cap of pinned chats is reached, and v could not be unpinned: no such chat")
                .hasCause(cause);
        assertThat(refused.failure().getChatId()).isEqualTo("a");
        assertThat(refused.failure().isRetryable()).isFalse();
        assertThat(refused.evicted()).isEmpty();
        assertThat(refused.facts()).isEqualTo(FACTS);
    }

    /** It may have been unpinned by hand. */
    @Test
    void asksForAPlaceAnewWhereTheUnpinWasNotApplied() {
        Outcome.TryAgain again = (Outcome.TryAgain) unpinFirst.outcome(List.of(refused(notApplied())), null);

        assertThat(again.next())
                .isEqualTo(CapStep.again(pin("a"), unpinFirst.handling(), List.of(evicted("u"), evicted("v"))));
        assertThat(again.failure()).hasMessage("answered false");
        assertThat(again.scope()).isEqualTo(Scope.COMMAND);
        assertThat(again.facts()).isEqualTo(FACTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 408, 500, 503})
    void countsAnUnpinThatMayHaveBeenDone(int status) {
        Outcome.TryAgain busy = busy(status);

        assertThat(unpinFirst.outcome(List.of(busy), null))
                .isEqualTo(
                        busy.with(CapStep.again(pin("a"), unpinFirst.handling(), List.of(evicted("u"), evicted("v")))));
    }

    @ParameterizedTest
    @MethodSource("thatSayNo")
    void doesNotCountAnUnpinThatWasNotDone(Outcome.TryAgain busy) {
        assertThat(unpinFirst.outcome(List.of(busy), null))
                .isEqualTo(busy.with(CapStep.again(pin("a"), unpinFirst.handling(), List.of(evicted("u")))));
    }

    static List<Outcome.TryAgain> thatSayNo() {
        UpstreamUnavailableException ofABatch = new UpstreamUnavailableException(
                "busy", new Origin(PLATFORM, null, 200, "INTERNAL_SERVER_ERROR"), true);
        return List.of(
                busy(Scope.METHOD),
                busy(Scope.BATCH),
                busy(Scope.LIMIT),
                busy(Scope.CREDENTIALS),
                limited(),
                new Outcome.TryAgain(ofABatch, null, Scope.COMMAND, FACTS));
    }

    @Test
    void unpinsTheOtherChatLaterWhenOnlyThePinWasDone() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(behindUnpin.outcome(List.of(busy, APPLIED), null))
                .isEqualTo(busy.with(new LateEviction(behindUnpin, APPLIED)));
    }

    @Test
    void asksForAPlaceAnewWhenNeitherWasDone() {
        Outcome.TryAgain busy = limited();

        assertThat(behindUnpin.outcome(List.of(busy, busy), null))
                .isEqualTo(busy.with(CapStep.again(pin("a"), evicting, List.of())));
    }

    @Test
    void hasUnpinnedNothingWhereTheUnpinIsRefusedAndThePinDone() {
        assertThat(behindUnpin.outcome(List.of(refused(rejected()), APPLIED), null))
                .isEqualTo(APPLIED);
    }

    @Test
    void isLeftOutWhereTheUpstreamKnowsOfMoreChats() {
        PlacedPin step = new PlacedPin(pin("a"), capped(1, WhenFull.SKIP), null, List.of());

        assertThat(step.outcome(List.of(refused(full(false))), null)).isEqualTo(SKIPPED);
    }

    @Test
    void failsWhereTheUpstreamKnowsOfMoreChats() {
        PlacedPin step = new PlacedPin(pin("a"), capped(1, WhenFull.FAIL), null, List.of());
        remember("b");
        Outcome refused = refused(full(false));

        assertThat(step.outcome(List.of(refused), null)).isEqualTo(refused);
    }

    @Test
    void takesThePlaceOfTheOldestWhereTheUpstreamKnowsOfMoreChats() {
        remember("b", "c");

        assertThat(alone.outcome(List.of(refused(full(false))), null))
                .isEqualTo(new Outcome.Continued(
                        new PlacedPin(pin("a"), evicting, Evicted.of(evicting, "b"), List.of()), FACTS));
    }

    @Test
    void failsWhereTheUpstreamKnowsOfMoreChatsAndNoneIsRemembered() {
        Outcome refused = refused(full(false));

        assertThat(alone.outcome(List.of(refused), null)).isEqualTo(refused);
    }

    @Test
    void takesASecondPlaceForNoGuess() {
        remember("b");
        Outcome refused = refused(full(true));

        assertThat(alone.outcome(List.of(refused), null)).isEqualTo(refused);
    }

    @Test
    void takesASecondPlaceForNoPinThatAChatWasUnpinnedFor() {
        remember("b");
        ChatPinException failure = full(false);

        assertThat(next(afterUnpin.outcome(List.of(refused(failure)), null)))
                .isEqualTo(new GiveBack(afterUnpin, evicted("v"), failure));
    }

    @Test
    void asksForAPlaceAnewWhenTheRequestHadNoAnswer() {
        assertThat(alone.again()).isEqualTo(CapStep.again(pin("a"), evicting, List.of()));
        assertThat(unpinFirst.again())
                .isEqualTo(CapStep.again(pin("a"), unpinFirst.handling(), List.of(evicted("u"), evicted("v"))));
    }

    @Test
    void pinsTheChatAgainThatWasUnpinnedForItWhenItIsGivenUp() {
        ChatPinException failure = unavailable(503);

        assertThat(afterUnpin.givenUp(failure))
                .isEqualTo(new Outcome.Continued(new GiveBack(afterUnpin, evicted("v"), failure), AnswerFacts.NONE));
    }

    @Test
    void mayEndWhenItHasWaitedTooLongUnlessAChatWasUnpinned() {
        assertThat(behindUnpin.mayTimeOut()).isTrue();
        assertThat(afterUnpin.mayTimeOut()).isFalse();
    }

    @Test
    void givesUpItsPlaceWhenItEnds() {
        take("a", List.of(), 1);
        assertThat(take("b", List.of(), 1)).isEqualTo(new Place.None());

        alone.ended();

        assertThat(allPlacesAreFree()).isTrue();
    }

    private Handling evicting(int batchSize, boolean verifies) {
        return new Handling(PLATFORM, upstream, batchSize, evicting.cap(), verifies);
    }

    private static Outcome.Applied afterEvictionOf(String chat) {
        return new Outcome.Applied("a@jid", "done", List.of(chat), FACTS);
    }

    @Test
    void leavesItsPlaceToOthersOfTheSameRequestWhereTheUpstreamKnowsOfMoreChats() {
        takeInstead("a", List.of(), 1);

        alone.outcome(List.of(refused(full(false))), null);

        assertThat(allPlacesAreFree()).isTrue();
    }

    @Test
    void isNotPinnedAfterItsFailureWhenTheLaterPinFailsThatHadGotItsPlace() {
        takeInstead("a", List.of(), 1);
        assertThat(takeInstead("b", List.of(), 1)).isEqualTo(new Place.Instead("a"));
        alone.outcome(List.of(refused(full(false))), null);
        alone.ended();

        PlacedPin later = new PlacedPin(pin("b"), evicting, null, List.of(evicted("a")));

        assertThat(later.outcome(List.of(refused(full(false))), null)).isInstanceOf(Outcome.Refused.class);
    }
}
