package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RecordedStates;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final String KEY = "bitrix24 acme.bitrix24.com user 1";
    private static final Outcome APPLIED = new Outcome.Applied(null, null, AnswerFacts.NONE);

    private final RecordedStates states = new RecordedStates();
    private final PinMemory memory = new PinMemories(Clock.systemUTC(), Runnable::run).of("a", KEY, KEY, states);
    private final ListingUpstream upstream = new ListingUpstream(memory);
    private final Handling handling = new Handling("test", upstream, 50, new PinCap(1, WhenFull.EVICT_OLDEST), false);

    @Test
    void keepsOnceWhatItsCommandsHaveChanged() {
        Turn turn = new Turn(upstream, List.of(command("chat1"), command("chat2")));
        memory.note("pin", "chat1", null, true);
        memory.note("pin", "chat2", null, true);

        assertThat(turn.outcomes(List.of(APPLIED, APPLIED))).containsExactly(APPLIED, APPLIED);
        assertThat(states.writes()).hasSize(1);
    }

    /** As one does that gives a chat its old age back. */
    @Test
    void keepsWhatAStepChangesWhenItLearnsItsOutcome() {
        Turn turn = new Turn(upstream, List.of(new ChangingStep(command("chat1"))));
        memory.note("pin", "chat1", null, true);

        turn.outcomes(List.of(APPLIED));

        assertThat(states.writes()).singleElement().asString().contains("chat1").contains("by the step");
    }

    @Test
    void writesNothingWhereNothingHasChanged() {
        new Turn(upstream, List.of(command("chat1"))).outcomes(List.of(APPLIED));

        assertThat(states.writes()).isEmpty();
    }

    @Test
    void sendsPlainCommandsAsTheyAre() {
        List<Command> commands = List.of(command("chat1"), command("chat2"));

        assertThat(new Turn(upstream, commands).parts()).isSameAs(commands);
    }

    @Test
    void sendsTheListOnceBehindAllParts() {
        assertThat(new Turn(upstream, List.of(verified("chat1"), command("chat2"), placed("chat3"), capped("chat4")))
                        .parts())
                .containsExactly(command("chat1"), command("chat2"), command("chat3"), ListingUpstream.LIST);
    }

    @Test
    void sendsNoListWhereNoStepAsksForOne() {
        assertThat(new Turn(upstream, List.of(command("chat1"), placed("chat2"))).parts())
                .containsExactly(command("chat1"), command("chat2"));
    }

    @Test
    void sendsTheListsNextPage() {
        assertThat(new Turn(upstream, List.of(onNextPage("chat1"), placed("chat2"))).parts())
                .containsExactly(command("chat2"), ListingUpstream.NEXT_PAGE);
    }

    @Test
    void sendsTheListAsItIsByNow() {
        upstream.current.put(ListingUpstream.LIST, ListingUpstream.NEXT_PAGE);

        assertThat(new Turn(upstream, List.of(capped("chat1"))).parts()).containsExactly(ListingUpstream.NEXT_PAGE);
    }

    @Test
    void sendsNoListThatIsOnlyRemembered() {
        upstream.listing = new Listing.Remembered(List.of(new PinnedChat("test", "chat1", null, true)));
        Turn turn = new Turn(upstream, List.of(capped("chat1")));

        assertThat(turn.parts()).isEmpty();
        assertThat(turn.outcomes(List.of())).containsExactly(APPLIED);
    }

    @Test
    void countsItsChangesWhenItsRequestIsMade() {
        Turn turn = new Turn(upstream, List.of(verified("chat1"), command("chat2"), capped("chat3")));

        assertThat(turn.changes()).isZero();
        turn.parts();
        assertThat(turn.changes()).isEqualTo(2);
    }

    @Test
    void givesEachStepItsOwnOutcomesAndAllOfThemTheList() {
        Turn turn = new Turn(upstream, List.of(command("chat1"), verified("chat2"), verified("chat3")));
        Outcome ofCommand = new Outcome.Applied("1", null, AnswerFacts.NONE);
        Outcome ofFirst = new Outcome.Applied("2", null, AnswerFacts.NONE);
        Outcome ofSecond = new Outcome.Applied("3", null, AnswerFacts.NONE);

        assertThat(turn.outcomes(List.of(ofCommand, ofFirst, ofSecond, listed("chat2", "chat3"))))
                .containsExactly(ofCommand, ofFirst, ofSecond);
    }

    @Test
    void givesNoListToAStepThatAsksForNone() {
        VerifiedPin narrow = new VerifiedPin(command("chat1"), new Handling("test", upstream, 1, null, true));
        Turn turn = new Turn(upstream, List.of(narrow, capped("chat2")));

        assertThat(turn.outcomes(List.of(APPLIED, listed("chat1", "chat2"))).get(0))
                .as("it asks for the list next")
                .isInstanceOf(Outcome.Continued.class);
    }

    /** A place that one step gives up is free for others of the same request. */
    @Test
    void tellsStepsThatOnlyHaveAListWhatBecameOfTheOthers() {
        capped("chat2").outcome(List.of(), listed()); // which takes the place
        Turn turn = new Turn(upstream, List.of(capped("chat1"), placed("chat2")));
        Outcome refused = new Outcome.Refused(
                new PinRejectedException("no such chat", Origin.unanswered("test", "chat2")), AnswerFacts.NONE);

        List<Outcome> outcomes = turn.outcomes(List.of(refused, listed()));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Continued.class, free -> assertThat(free.next())
                .isEqualTo(placed("chat1")));
        assertThat(outcomes.get(1)).isEqualTo(refused);
    }

    @Test
    void takesOneOutcomeForEachPart() {
        Turn turn = new Turn(upstream, List.of(verified("chat1")));

        assertThatThrownBy(() -> turn.outcomes(List.of(APPLIED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The platform gave 1 outcomes for 2 commands");
    }

    @Test
    void sharesARequestAmongPlainCommandsAndSteps() {
        assertThat(Turn.mayShare(command("chat1"), command("chat2"))).isTrue();
        assertThat(Turn.mayShare(command("chat1"), verified("chat2"))).isTrue();
        assertThat(Turn.mayShare(verified("chat1"), command("chat2"))).isTrue();
        assertThat(Turn.mayShare(placed("chat1"), verified("chat2"))).isTrue();
    }

    @Test
    void sharesNoRequestWithAReadingOrASync() {
        Step sync = new SyncTask(handling, List.of(), SyncTask.Prune.ALL, false, null).first();

        assertThat(Turn.mayShare(command("chat1"), ListingUpstream.LIST)).isFalse();
        assertThat(Turn.mayShare(ListingUpstream.LIST, command("chat1"))).isFalse();
        assertThat(Turn.mayShare(command("chat1"), sync)).isFalse();
        assertThat(Turn.mayShare(sync, command("chat1"))).isFalse();
    }

    @Test
    void sharesOneListOnly() {
        ListingUpstream other = new ListingUpstream(memory);
        other.method = "other";
        VerifiedPin ofOther = new VerifiedPin(command("chat2"), new Handling("test", other, 50, null, true));

        assertThat(Turn.mayShare(verified("chat1"), capped("chat2"))).isTrue();
        assertThat(Turn.mayShare(verified("chat1"), onNextPage("chat2"))).isFalse();
        assertThat(Turn.mayShare(onNextPage("chat1"), onNextPage("chat2"))).isTrue();
        assertThat(Turn.mayShare(verified("chat1"), ofOther)).isFalse();
    }

    @Test
    void knowsWhatHasTheChatsListed() {
        assertThat(Turn.lists(verified("chat1"))).isTrue();
        assertThat(Turn.lists(placed("chat1"))).isFalse();
        assertThat(Turn.lists(command("chat1"))).isFalse();
    }

    @Test
    void knowsForWhatThereMustBeRoom() {
        Evicted victim = new Evicted(command("chat2"), command("chat2"), "chat2", null);

        assertThat(Turn.weight(command("chat1"))).isEqualTo(1);
        assertThat(Turn.weight(new PlacedPin(command("chat1"), handling, victim, List.of())))
                .isEqualTo(2);
        assertThat(Turn.needsRoomForAList(verified("chat1"))).isTrue();
        assertThat(Turn.needsRoomForAList(capped("chat1")))
                .as("it has nothing else")
                .isFalse();
        assertThat(Turn.needsRoomForAList(placed("chat1"))).isFalse();
        assertThat(Turn.needsRoomForAList(command("chat1"))).isFalse();
    }

    @Test
    void knowsWhatIsASingleCommand() {
        assertThat(Turn.mayGoAlone(command("chat1"))).isTrue();
        assertThat(Turn.mayGoAlone(placed("chat1"))).isTrue();
        assertThat(Turn.mayGoAlone(capped("chat1"))).as("a list").isTrue();
        assertThat(Turn.mayGoAlone(verified("chat1"))).as("a pin and a list").isFalse();
    }

    @Test
    void carriesCommandsAndStepsThatSendSomething() {
        Turn turn = new Turn(upstream, List.of(command("chat1"), verified("chat2"), capped("chat3")));

        assertThat(turn.carries(command("chat1"))).isTrue();
        assertThat(turn.carries(verified("chat2"))).isTrue();
        assertThat(turn.carries(capped("chat3"))).as("it only has the list").isFalse();
    }

    private VerifiedPin verified(String chatId) {
        return new VerifiedPin(command(chatId), new Handling("test", upstream, 50, null, true));
    }

    private CapStep capped(String chatId) {
        return CapStep.first(command(chatId), handling);
    }

    private CapStep onNextPage(String chatId) {
        return new CapStep(command(chatId), handling, "pin", List.of(), false, ListingUpstream.NEXT_PAGE);
    }

    private PlacedPin placed(String chatId) {
        return new PlacedPin(command(chatId), handling, null, List.of());
    }

    private static Outcome listed(String... chatIds) {
        return new Outcome.Listed(
                Stream.of(chatIds)
                        .map(id -> new PinnedChat("test", id, null, false))
                        .toList(),
                AnswerFacts.NONE);
    }

    private static PinCommand command(String chatId) {
        return new PinCommand("pin", chatId, true, chatId);
    }

    private final class ChangingStep implements Step {

        private final PinCommand pin;

        private ChangingStep(PinCommand pin) {
            this.pin = pin;
        }

        @Override
        public Upstream upstream() {
            return upstream;
        }

        @Override
        public List<Command> parts() {
            return List.of(pin);
        }

        @Override
        public boolean lists() {
            return false;
        }

        @Override
        public int weight() {
            return 1;
        }

        @Override
        public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
            memory.note("pin", "by the step", null, true);
            return ofParts.get(0);
        }

        @Override
        public String method() {
            return pin.method();
        }

        @Override
        public String chatId() {
            return pin.chatId();
        }

        @Override
        public String orderKey() {
            return pin.orderKey();
        }
    }
}
