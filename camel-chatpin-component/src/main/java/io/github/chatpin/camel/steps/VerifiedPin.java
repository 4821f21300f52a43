package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.util.List;

/**
 * A change that counts only when the list shows it, in the same request if there is room.
 *
 * @param pin the change
 */
record VerifiedPin(PinCommand pin, Handling handling) implements PinStep {

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    @Override
    public List<Command> parts() {
        return List.of(pin);
    }

    @Override
    public boolean lists() {
        return handling.fits(1);
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        return new Verification(pin, handling, List.of()).of(ofParts.get(0), ofList, this);
    }
}
