package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class GiveBackTest extends StepTestSupport {

    private final ChatPinException failure = rejected();
    private final GiveBack step = giveBack(evicted("v"));

    @Test
    void sendsAPinOfTheChatThatWasUnpinned() {
        assertThat(step.parts()).containsExactly(pin("v"));
        assertThat(step.lists()).isFalse();
        assertThat(step.weight()).isEqualTo(1);
    }

    @Test
    void isAStepOfThePinThatHasFailed() {
        assertThat(step.pin()).isEqualTo(pin("a"));
        assertThat(step.upstream()).isSameAs(upstream);
        assertThat(step.evicted()).containsExactly("u", "v");
    }

    @Test
    void endsWithTheFailureOfThePin() {
        assertThat(step.outcome(List.of(APPLIED), null)).isEqualTo(new Outcome.Refused(failure, List.of("u"), FACTS));
    }

    @Test
    void givesTheChatItsAgeBack() {
        Remembered before = new Remembered("v", null, NOW.minusSeconds(60));
        remember("w", "v");

        giveBack(new Evicted(unpin("v"), pin("v"), "v", before)).outcome(List.of(APPLIED), null);

        assertThat(remembered().newestFirst()).containsExactly("w", "v");
    }

    @Test
    void remembersNoChatThatWasNotRememberedBefore() {
        remember("v");

        step.outcome(List.of(APPLIED), null);

        assertThat(remembered().all()).isEmpty();
    }

    @Test
    void isTriedAgain() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(step.outcome(List.of(busy), null)).isEqualTo(busy.with(step));
    }

    @Test
    void tellsThatTheChatIsNotPinnedAgainWhereThatIsRefused() {
        ChatPinException ofVictim = full(false);

        assertThat(step.outcome(List.of(refused(ofVictim)), null))
                .isEqualTo(new Outcome.Refused(failure, List.of("u", "v"), AnswerFacts.NONE));
        assertThat(failure).hasSuppressedException(ofVictim);
    }

    @Test
    void leavesOtherOutcomesAsTheyAre() {
        assertThat(step.outcome(List.of(SKIPPED), null)).isSameAs(SKIPPED);
    }

    @Test
    void endsWithTheFailureOfThePinWhenItIsGivenUp() {
        ChatPinException ofVictim = unavailable(503);

        assertThat(step.givenUp(ofVictim)).isEqualTo(new Outcome.Refused(failure, List.of("u", "v"), AnswerFacts.NONE));
        assertThat(failure).hasSuppressedException(ofVictim);
    }

    @Test
    void mayBeGivenUpWithTheSameFailure() {
        assertThat(step.givenUp(failure)).isEqualTo(new Outcome.Refused(failure, List.of("u", "v"), AnswerFacts.NONE));
        assertThat(failure).hasNoSuppressedExceptions();
    }

    @Test
    void hasRetriesOfItsOwn() {
        assertThat(step.isNewTask()).isTrue();
    }

    @Test
    void doesNotEndByWaiting() {
        assertThat(step.mayTimeOut()).isFalse();
    }

    @Test
    void givesUpTheChatsPlaceWhenItEnds() {
        places().giveTo("a", "v");

        step.ended();

        assertThat(allPlacesAreFree()).isTrue();
    }

    private GiveBack giveBack(Evicted victim) {
        PlacedPin failed =
                new PlacedPin(pin("a"), capped(1, WhenFull.EVICT_OLDEST), null, List.of(evicted("u"), victim));
        return new GiveBack(failed, victim, failure);
    }
}
