package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.RecordedStates;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final String KEY = "bitrix24 acme.bitrix24.com user 1";
    private static final Outcome APPLIED = new Outcome.Applied(null, null, AnswerFacts.NONE);

    private final RecordedStates states = new RecordedStates();
    private final PinMemory memory = new PinMemories(Clock.systemUTC(), Runnable::run).of("a", KEY, KEY, states);
    private final Upstream upstream = new Remembering();

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

    private final class Remembering implements Upstream {

        @Override
        public Optional<PinMemory> memory() {
            return Optional.of(memory);
        }

        @Override
        public UpstreamAccount account() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Command pin(String chatId, boolean pinned) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UpstreamRequest request(List<Command> commands) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
            throw new UnsupportedOperationException();
        }
    }
}
