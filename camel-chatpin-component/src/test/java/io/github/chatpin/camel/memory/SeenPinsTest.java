package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.SeenPins.Change;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenPinsTest {

    private final SeenPins seen = new SeenPins();

    @BeforeEach
    void seesTwoChats() {
        seen.begin(List.of("a", "b"));
    }

    @Test
    void tellUnpinsAndThenPinsInTheOrderInWhichTheyWereMade() {
        assertThat(seen.changes(List.of("d", "c", "b"), null))
                .containsExactly(new Change("a", false), new Change("c", true), new Change("d", true));
    }

    @Test
    void tellNothingWhereNothingHasChanged() {
        assertThat(seen.changes(List.of("b", "a"), null)).isEmpty();
    }

    @Test
    void tellAChangeUntilItIsTakenIn() {
        assertThat(seen.changes(List.of("a", "b", "c"), null)).containsExactly(new Change("c", true));
        assertThat(seen.changes(List.of("a", "b", "c"), null)).containsExactly(new Change("c", true));

        seen.takenIn(new Change("c", true));

        assertThat(seen.changes(List.of("a", "b", "c"), null)).isEmpty();
    }

    @Test
    void tellAChatAgainThatFailedEvenWhereItIsAsItWasBefore() {
        seen.tell(List.of(new Change("a", false)));

        assertThat(seen.changes(List.of("a", "b"), null)).containsExactly(new Change("a", true));

        seen.takenIn(new Change("a", true));
        assertThat(seen.changes(List.of("a", "b"), null)).isEmpty();
    }

    @Test
    void tellAChatOnceThatFailedAndHasChanged() {
        seen.tell(List.of(new Change("a", true)));

        assertThat(seen.changes(List.of("b"), null)).containsExactly(new Change("a", false));
    }

    @Test
    void waitForASecondListWithoutAChatThatIsMissing() {
        assertThat(seen.changes(List.of("b"), Set.of("x"))).isEmpty();

        assertThat(seen.changes(List.of("b"), Set.of("x"))).containsExactly(new Change("a", false));
    }

    @Test
    void tellAtOnceWhatIsListedAsNotPinned() {
        assertThat(seen.changes(List.of("b"), Set.of("a"))).containsExactly(new Change("a", false));
    }

    @Test
    void forgetThatAChatWasMissingWhenItIsThereAgain() {
        seen.changes(List.of("b"), Set.of());
        seen.changes(List.of("a", "b"), Set.of());

        assertThat(seen.changes(List.of("b"), Set.of())).isEmpty();
    }

    @Test
    void tellThoseLastThatFailed() {
        seen.tell(List.of(new Change("d", true)));

        assertThat(seen.changes(List.of("e", "d", "b"), null))
                .containsExactly(new Change("a", false), new Change("e", true), new Change("d", true));
    }

    @Test
    void waitForASecondListWithoutAChatThatIsDue() {
        seen.tell(List.of(new Change("d", true)));

        assertThat(seen.changes(List.of("b", "a"), Set.of())).isEmpty();
        assertThat(seen.changes(List.of("b", "a"), Set.of())).containsExactly(new Change("d", false));
    }

    @Test
    void forgetWhatWasNotToldAfterAll() {
        seen.tell(List.of(new Change("d", true)));
        seen.untold(List.of(new Change("d", true)));

        assertThat(seen.changes(List.of("b", "a"), null)).isEmpty();
        assertThat(seen.knows("d")).isFalse();
    }

    @Test
    void areTheSameAfterTheyWereKept() {
        seen.takenIn(new Change("c", true));
        seen.tell(List.of(new Change("d", true)));
        SeenPins other = new SeenPins();

        other.takeIn(SeenText.read(SeenText.write(seen.state())).orElseThrow());

        assertThat(other.isNew()).isFalse();
        assertThat(other.state()).isEqualTo(seen.state());
        assertThat(other.changes(List.of("c", "b", "a"), null)).containsExactly(new Change("d", false));
    }

    @Test
    void areKeptInOneLineThatAPersonReads() {
        assertThat(SeenText.write(seen.state())).isEqualTo("{\"version\":1,\"pinned\":[\"a\",\"b\"],\"due\":[]}");
    }

    @Test
    void areNotReadFromAnotherText() {
        assertThat(SeenText.read("{\"version\":2,\"pinned\":[],\"due\":[]}")).isEmpty();
        assertThat(SeenText.read("{\"version\":1,\"pinned\":[17],\"due\":[]}")).isEmpty();
        assertThat(SeenText.read("{\"version\":1,\"pinned\":[]}")).isEmpty();
        assertThat(SeenText.read("[")).isEmpty();
    }
}
