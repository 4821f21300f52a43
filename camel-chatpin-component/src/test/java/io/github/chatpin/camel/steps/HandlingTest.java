package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlingTest extends StepTestSupport {

    private final Handling capped = capped(1, WhenFull.FAIL);
    private final Handling both = new Handling(PLATFORM, upstream, ROOM, capped.cap(), true);

    @Test
    void sendsAPinAsItIs() {
        PinCommand pin = pin("a");

        assertThat(plain(ROOM).first(pin)).isSameAs(pin);
    }

    @Test
    void verifiesPinsAndUnpins() {
        assertThat(verifying(1).first(pin("a"))).isEqualTo(new VerifiedPin(pin("a"), verifying(1)));
        assertThat(verifying(1).first(unpin("a"))).isEqualTo(new VerifiedPin(unpin("a"), verifying(1)));
    }

    @Test
    void asksForAPlaceForPinsAlone() {
        PinCommand unpin = unpin("a");

        assertThat(capped.first(pin("a"))).isEqualTo(CapStep.first(pin("a"), capped));
        assertThat(capped.first(unpin)).isSameAs(unpin);
        assertThat(both.first(pin("a"))).isEqualTo(CapStep.first(pin("a"), both));
        assertThat(both.first(unpin)).isEqualTo(new VerifiedPin(unpin, both));
    }

    @Test
    void sendsAPinOfAllChatsAsItIs() {
        PinCommand all = new PinCommand("pin all", null, true, "all");

        assertThat(both.first(all)).isSameAs(all);
    }

    @Test
    void sendsOtherCommandsAsTheyAre() {
        assertThat(both.first(ListingUpstream.LIST)).isSameAs(ListingUpstream.LIST);
    }

    @Test
    void knowsThePinsOfItsMethod() {
        memory.note("other", "a", null, true);
        upstream.method = "other";

        assertThat(capped.known().remembered().find("a")).isPresent();
    }

    @Test
    void keepsNoCapWithoutAMemory() {
        Handling forgetful = new Handling(PLATFORM, new ListingUpstream(null), ROOM, capped.cap(), false);

        assertThatThrownBy(forgetful::known)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A platform without memory has no cap");
    }

    @Test
    void makesTheCommandThatSetsAChatsState() {
        assertThat(capped.pin("a", true)).isEqualTo(pin("a"));
        assertThat(capped.pin("a", false)).isEqualTo(unpin("a"));
    }

    @Test
    void setsTheStateOfTheChatThatACommandStandsForByNow() {
        Command known = new PinCommand("pin", "chat17", true, "chat17");
        upstream.current.put(pin("a"), known);

        assertThat(capped.pin("a", true)).isEqualTo(known);
    }

    @Test
    void remembersAPinByWhatTheListCallsTheChat() {
        upstream.listedIds.put("a", "a@jid");

        capped.remember(pin("a"));

        assertThat(remembered().all()).containsExactly(new Remembered("a@jid", null, NOW));
    }

    @Test
    void forgetsWhatIsUnpinned() {
        remember("a");

        capped.remember(unpin("a"));

        assertThat(remembered().all()).isEmpty();
    }

    @Test
    void remembersNothingWithoutAMemory() {
        assertThatCode(() -> new Handling(PLATFORM, new ListingUpstream(null), ROOM, null, true).remember(pin("a")))
                .doesNotThrowAnyException();
    }

    @Test
    void knowsWhichPinsHaveLostTheirPlaces() {
        takeInstead("a", List.of(), 1);
        takeInstead("b", List.of(), 1);

        assertThat(capped.isEvictedAgain(pin("a"))).isTrue();
        assertThat(capped.isEvictedAgain(unpin("a"))).isFalse();
        assertThat(capped.isEvictedAgain(pin("b"))).isFalse();
        assertThat(verifying(1).isEvictedAgain(pin("a"))).as("without a cap").isFalse();
    }

    @Test
    void keepsRoomForTheListWhereItVerifies() {
        assertThat(plain(2).fits(2)).isTrue();
        assertThat(plain(2).fits(3)).isFalse();
        assertThat(verifying(2).fits(1)).isTrue();
        assertThat(verifying(2).fits(2)).isFalse();
    }
}
