package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateEvictionTest extends StepTestSupport {

    private final Handling evicting = capped(1, WhenFull.EVICT_OLDEST);
    private final PlacedPin placed = new PlacedPin(pin("a"), evicting, evicted("v"), List.of(evicted("u")));
    private final LateEviction step = new LateEviction(placed, APPLIED);

    @Test
    void sendsTheUnpinAlone() {
        assertThat(step.parts()).containsExactly(unpin("v"));
        assertThat(step.lists()).isFalse();
        assertThat(step.weight()).isEqualTo(1);
    }

    @Test
    void isAStepOfThePin() {
        assertThat(step.pin()).isEqualTo(pin("a"));
        assertThat(step.upstream()).isSameAs(upstream);
        assertThat(step.evicted()).containsExactly("u");
    }

    @Test
    void endsWithWhatWasAnsweredToThePin() {
        Outcome.Applied ofUnpin = new Outcome.Applied("v@jid", "unpinned", FACTS_OF_LIST);

        assertThat(step.outcome(List.of(ofUnpin), null))
                .isEqualTo(new Outcome.Applied("a@jid", "done", List.of("u", "v"), FACTS));
    }

    @Test
    void isTriedAgain() {
        Outcome.TryAgain busy = busy(Scope.METHOD);

        assertThat(step.outcome(List.of(busy), null)).isEqualTo(busy.with(step));
    }

    /** The pin is done. */
    @Test
    void endsWellAlthoughTheUnpinIsRefused() {
        assertThat(step.outcome(List.of(refused(rejected())), null))
                .isEqualTo(new Outcome.Applied("a@jid", "done", List.of("u"), FACTS));
    }

    @Test
    void endsWellAlthoughTheUnpinIsGivenUp() {
        assertThat(step.givenUp(unavailable(503))).isEqualTo(new Outcome.Applied("a@jid", "done", List.of("u"), FACTS));
    }

    @Test
    void looksAtTheListWhereThePinIsVerified() {
        Handling verifying = new Handling(PLATFORM, upstream, ROOM, evicting.cap(), true);
        PlacedPin verified = new PlacedPin(pin("a"), verifying, evicted("v"), List.of());

        assertThat(new LateEviction(verified, APPLIED).outcome(List.of(APPLIED), null))
                .isEqualTo(new Outcome.Continued(
                        new ListCheck(
                                new Verification(pin("a"), verifying, List.of("v")), APPLIED, null, verified.again()),
                        FACTS));
    }

    @Test
    void doesNotEndByWaiting() {
        assertThat(step.mayTimeOut()).isFalse();
    }

    @Test
    void givesUpThePinsPlaceWhenItEnds() {
        takeInstead("a", List.of("v"), 1);

        step.ended();

        assertThat(allPlacesAreFree()).isTrue();
    }
}
