package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.util.List;

/** Chats of this upstream have ids of digits. */
final class DigitsUpstream implements Upstream {

    @Override
    public PinCommand pin(String chatId, boolean pinned) {
        if (!chatId.matches("[0-9]+")) {
            throw new InvalidPinRequestException("Not of digits", Origin.unanswered("test", chatId));
        }
        return new PinCommand("test", chatId, pinned, chatId);
    }

    @Override
    public UpstreamAccount account() {
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
