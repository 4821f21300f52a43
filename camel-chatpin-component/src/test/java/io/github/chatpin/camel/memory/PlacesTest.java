package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.Places.Place;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final RememberedPins remembered = new RememberedPins(() -> {});
    private final Places places = new Places(remembered);

    @Test
    void areFreeBelowTheCap() {
        assertThat(places.take("a", List.of("b"), 2, false)).isEqualTo(new Place.Free());
    }

    @Test
    void haveNoCapBeforeAnEndpointKeepsOne() {
        assertThat(places.limit()).isNull();

        places.limit(3);

        assertThat(places.limit()).isEqualTo(3);
    }

    @Test
    void areTakenByAChatThatIsPinned() {
        assertThat(places.take("a", List.of("a"), 1, true)).isEqualTo(new Place.Taken());
    }

    @Test
    void countPinsThatAreToCome() {
        places.take("a", List.of(), 1, false);

        assertThat(places.take("b", List.of(), 1, false)).isEqualTo(new Place.None());

        places.giveUp("a");
        assertThat(places.take("b", List.of(), 1, false)).isEqualTo(new Place.Free());
    }

    @Test
    void areThoseOfTheChatPinnedLongestAgoThatIsListed() {
        remembered.note("gone", null, true, Instant.ofEpochSecond(1));
        remembered.note("old", null, true, Instant.ofEpochSecond(2));
        remembered.note("new", null, true, Instant.ofEpochSecond(3));

        assertThat(places.take("x", List.of("new", "byHand", "old"), 3, true)).isEqualTo(new Place.Instead("old"));
        assertThat(places.take("y", List.of("new", "byHand", "old"), 3, true)).isEqualTo(new Place.Instead("new"));
        assertThat(places.take("z", List.of("new", "byHand", "old"), 3, true)).isEqualTo(new Place.Instead("byHand"));
    }

    @Test
    void areThoseOfTheListsLastWhereNoneIsRemembered() {
        assertThat(places.take("x", List.of("a", "b"), 2, true)).isEqualTo(new Place.Instead("b"));
    }

    @Test
    void areThoseOfPinsToComeWhereNoOtherIsLeft() {
        places.take("x", List.of("a"), 1, true);

        assertThat(places.take("y", List.of("a"), 1, true)).isEqualTo(new Place.Instead("x"));
        assertThat(places.isGoing("x")).isTrue();
    }

    @Test
    void countAChatAgainThatWasUnpinnedAndHasGotAnotherPlace() {
        remembered.note("x", null, true, Instant.ofEpochSecond(1));
        remembered.note("a", null, true, Instant.ofEpochSecond(2));
        remembered.note("b", null, true, Instant.ofEpochSecond(3));

        assertThat(places.take("y", List.of("b", "a", "x"), 3, true)).isEqualTo(new Place.Instead("x"));
        assertThat(places.take("x", List.of("b", "a"), 3, true)).isEqualTo(new Place.Instead("a"));

        assertThat(places.take("z", List.of("b", "a"), 3, false)).isEqualTo(new Place.None());
    }

    @Test
    void doNotCountThePlaceThatIsKeptForTheChatItself() {
        places.take("x", List.of("v", "w"), 2, true);
        places.giveTo("x", "w");

        assertThat(places.take("w", List.of("v"), 2, true)).isEqualTo(new Place.Free());
    }

    @Test
    void ofAChatThatNeverCameAreNotGivenBack() {
        places.take("x", List.of("a"), 1, true);
        places.take("y", List.of("a"), 1, true);

        places.neverCame("x");
        assertThat(places.hasNeverCome("x")).isTrue();

        places.giveUp("y");
        assertThat(places.hasNeverCome("x")).isFalse();
    }

    @Test
    void ofTheOldestAreTakenWhereTheUpstreamSaysFull() {
        remembered.note("a", null, true, Instant.ofEpochSecond(1));
        remembered.note("b", null, true, Instant.ofEpochSecond(2));

        assertThat(places.takeOfTheOldest("x")).isEqualTo(new Place.Instead("a"));
        assertThat(places.takeOfTheOldest("y")).isEqualTo(new Place.Instead("b"));
        assertThat(places.takeOfTheOldest("z")).isEqualTo(new Place.None());
    }
}
