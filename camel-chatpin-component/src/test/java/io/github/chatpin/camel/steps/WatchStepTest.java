package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchStepTest extends StepTestSupport {

    private final WatchStep step = WatchStep.first(plain(50));

    @Test
    void endsWithTheList() {
        assertThat(step.outcome(List.of(), listed("a"))).isEqualTo(listed("a"));
    }

    @Test
    void goesOnWithTheNextPage() {
        Outcome.Continued next = (Outcome.Continued) step.outcome(List.of(), nextPage());

        assertThat(((WatchStep) next.next()).page()).isEqualTo(ListingUpstream.NEXT_PAGE);
    }

    @Test
    void changesNothing() {
        assertThat(step.isReading()).isTrue();
        assertThat(Turn.onlyLists(step)).isTrue();
    }
}
