package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.memory.KnownPins;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.util.Objects;

/**
 * What an endpoint does beside sending a pin.
 *
 * @param platform  the platform's name
 * @param upstream  makes the commands
 * @param batchSize the most commands in a request
 * @param cap       the cap that it keeps, {@code null} if it keeps none
 * @param verifies  whether a pin counts only when the list shows it
 */
public record Handling(String platform, Upstream upstream, int batchSize, PinCap cap, boolean verifies) {

    /** Returns the first step of a command, which is the command itself if one request does. */
    public Command first(Command command) {
        if (!(command instanceof PinCommand pin) || pin.chatId() == null) {
            return command;
        }
        if (cap != null && pin.pinned()) {
            return CapStep.first(pin, this);
        }
        return verifies ? new VerifiedPin(pin, this) : pin;
    }

    KnownPins known() {
        return upstream.memory()
                .orElseThrow(() -> new IllegalStateException("A platform without memory has no cap"))
                .of(upstream.method());
    }

    /** Returns whether a later pin has got the place of one that had got it. */
    boolean isEvictedAgain(PinCommand pin) {
        return cap != null && pin.pinned() && known().places().isGoing(listedId(pin));
    }

    String listedId(PinCommand pin) {
        return upstream.listedId(pin);
    }

    PinCommand pin(String listedId, boolean pinned) {
        Command command = upstream.current(upstream.pin(listedId, pinned));
        return (PinCommand) Objects.requireNonNull(command);
    }

    /** Notes a pin whose confirmation was lost. */
    void remember(PinCommand pin) {
        upstream.memory().ifPresent(memory -> memory.note(upstream.method(), listedId(pin), null, pin.pinned()));
    }

    /** Returns whether some commands and, behind them, the list fit in a request. */
    boolean fits(int commands) {
        return commands + (verifies ? 1 : 0) <= batchSize;
    }
}
