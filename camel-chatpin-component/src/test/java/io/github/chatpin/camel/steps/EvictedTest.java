package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictedTest extends StepTestSupport {

    private final Handling evicting = capped(1, WhenFull.EVICT_OLDEST);

    @Test
    void knowsHowItIsUnpinnedAndPinnedAgain() {
        assertThat(Evicted.of(evicting, "v")).isEqualTo(new Evicted(unpin("v"), pin("v"), "v", null));
    }

    @Test
    void keepsWhatWasRememberedOfIt() {
        remember("v");

        assertThat(Evicted.of(evicting, "v").before()).isEqualTo(new Remembered("v", null, NOW));
    }

    @Test
    void isToldByWhatTheListCallsIt() {
        assertThat(Evicted.ids(List.of(evicted("u"), evicted("v")))).containsExactly("u", "v");
    }
}
