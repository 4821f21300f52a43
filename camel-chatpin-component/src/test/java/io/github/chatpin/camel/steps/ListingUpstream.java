package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the steps' commands and tells which chats are pinned. It sends nothing: tests make the outcomes themselves. */
final class ListingUpstream implements Upstream {

    /** Asks which chats are pinned. */
    static final Command LIST = new Reading("list");

    /** Asks for more of them. */
    static final Command NEXT_PAGE = new Reading("list from 50");

    String method = "pin";
    Listing listing = new Listing.Asked(LIST);

    /** What the list calls a chat, if that is not its id. */
    final Map<String, String> listedIds = new HashMap<>();

    final Set<String> withoutAForm = new HashSet<>();

    /** What commands are by now. */
    final Map<Command, Command> current = new HashMap<>();

    private final PinMemory memory;

    /** @param memory {@code null} for a platform without */
    ListingUpstream(PinMemory memory) {
        this.memory = memory;
    }

    /** A command that changes nothing. */
    record Reading(String method) implements Command {

        @Override
        public String chatId() {
            return null;
        }

        @Override
        public String orderKey() {
            return method;
        }

        @Override
        public boolean isReading() {
            return true;
        }
    }

    /** Finds out which chat it is that a body names in another way. */
    record LookUp(String chatId) implements Command {

        @Override
        public String method() {
            return "look up";
        }

        @Override
        public String orderKey() {
            return chatId;
        }
    }

    @Override
    public UpstreamAccount account() {
        return new UpstreamAccount(
                "the account",
                "the limit",
                URI.create("https://test.invalid"),
                new RateLimit.Unlimited(),
                1,
                Map.of(),
                Map.of(),
                List::of);
    }

    @Override
    public PinCommand pin(String chatId, boolean pinned) {
        if (withoutAForm.contains(chatId)) {
            throw new InvalidPinRequestException("no form for " + chatId, Origin.unanswered("test", chatId));
        }
        return new PinCommand(method, chatId, pinned, chatId);
    }

    @Override
    public Command current(Command command) {
        return current.getOrDefault(command, command);
    }

    @Override
    public Listing list() {
        return listing;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String listedId(PinCommand pin) {
        return listedIds.getOrDefault(pin.chatId(), pin.chatId());
    }

    @Override
    public Optional<PinMemory> memory() {
        return Optional.ofNullable(memory);
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
