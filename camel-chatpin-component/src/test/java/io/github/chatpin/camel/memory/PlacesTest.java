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
        assertThat(places.take("a", List.of("b"), 2, null)).isEqualTo(new Place.Free());
    }

    @Test
    void haveNoCapBeforeAnEndpointKeepsOne() {
        assertThat(places.limit()).isNull();

        places.limit(3);

        assertThat(places.limit()).isEqualTo(3);
    }

    @Test
    void areTakenByAChatThatIsPinned() {
        assertThat(take("a", List.of("a"), 1)).isEqualTo(new Place.Taken());
    }

    @Test
    void countPinsThatAreToCome() {
        places.take("a", List.of(), 1, null);

        assertThat(places.take("b", List.of(), 1, null)).isEqualTo(new Place.None());

        places.giveUp("a");
        assertThat(places.take("b", List.of(), 1, null)).isEqualTo(new Place.Free());
    }

    @Test
    void areThoseOfTheChatPinnedLongestAgoThatIsListed() {
        remembered.note("gone", null, true, Instant.ofEpochSecond(1));
        remembered.note("old", null, true, Instant.ofEpochSecond(2));
        remembered.note("new", null, true, Instant.ofEpochSecond(3));

        assertThat(take("x", List.of("new", "byHand", "old"), 3)).isEqualTo(new Place.Instead("old"));
        assertThat(take("y", List.of("new", "byHand", "old"), 3)).isEqualTo(new Place.Instead("new"));
        assertThat(take("z", List.of("new", "byHand", "old"), 3)).isEqualTo(new Place.Instead("byHand"));
    }

    @Test
    void areThoseOfTheListsLastWhereNoneIsRemembered() {
        assertThat(take("x", List.of("a", "b"), 2)).isEqualTo(new Place.Instead("b"));
    }

    @Test
    void areThoseOfPinsToComeWhereNoOtherIsLeft() {
        take("x", List.of("a"), 1);

        assertThat(take("y", List.of("a"), 1)).isEqualTo(new Place.Instead("x"));
        assertThat(places.isGoing("x")).isTrue();
    }

    @Test
    void countAChatAgainThatWasUnpinnedAndHasGotAnotherPlace() {
        remembered.note("x", null, true, Instant.ofEpochSecond(1));
        remembered.note("a", null, true, Instant.ofEpochSecond(2));
        remembered.note("b", null, true, Instant.ofEpochSecond(3));

        assertThat(take("y", List.of("b", "a", "x"), 3)).isEqualTo(new Place.Instead("x"));
        assertThat(take("x", List.of("b", "a"), 3)).isEqualTo(new Place.Instead("a"));

        assertThat(places.take("z", List.of("b", "a"), 3, null)).isEqualTo(new Place.None());
    }

    @Test
    void doNotCountThePlaceThatIsKeptForTheChatItself() {
        take("x", List.of("v", "w"), 2);
        places.giveTo("x", "w");

        assertThat(take("w", List.of("v"), 2)).isEqualTo(new Place.Free());
    }

    @Test
    void ofAChatThatNeverCameAreNotGivenBack() {
        take("x", List.of("a"), 1);
        take("y", List.of("a"), 1);

        places.neverCame("x");
        assertThat(places.hasNeverCome("x")).isTrue();

        places.giveUp("y");
        assertThat(places.hasNeverCome("x")).isFalse();
    }

    /** Three pins of one request, each instead of the one before it, of which the first two fail. */
    @Test
    void ofAChatThatNeverCameAreForgottenWithTheLastPinOfTheirRow() {
        take("x", List.of("a"), 1);
        take("y", List.of("a"), 1);
        take("z", List.of("a"), 1);

        places.neverCame("x");
        places.neverCame("y");
        assertThat(places.hasNeverCome("y")).isTrue();

        places.giveUp("z");
        assertThat(places.hasNeverCome("x")).isFalse();
        assertThat(places.hasNeverCome("y")).isFalse();
    }

    @Test
    void ofTheOldestAreTakenWhereTheUpstreamSaysFull() {
        remembered.note("a", null, true, Instant.ofEpochSecond(1));
        remembered.note("b", null, true, Instant.ofEpochSecond(2));

        assertThat(places.takeOfTheOldest("x")).isEqualTo(new Place.Instead("a"));
        assertThat(places.takeOfTheOldest("y")).isEqualTo(new Place.Instead("b"));
        assertThat(places.takeOfTheOldest("z")).isEqualTo(new Place.None());
    }

    /** Takes a place, if need be instead of another chat. The list begins with the chat that was pinned last. */
    private Place take(String chatId, List<String> listed, int most) {
        return places.take(chatId, listed, most, listed);
    }
}
