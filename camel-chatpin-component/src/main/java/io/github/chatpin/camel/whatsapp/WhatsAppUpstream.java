package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway's instance as one endpoint sees it. Its requests carry one command each. */
final class WhatsAppUpstream implements Upstream {

    static final String METHOD = "pinChat";

    /** How many chats WhatsApp keeps pinned. Source: RyzeAPI's page "Pin chat", read in November 2026. */
    static final int PIN_LIMIT = 3;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final UpstreamAccount account;
    private final URI address;
    private final Map<String, String> headers;
    private final WhatsAppAnswers answers;
    private final PinMemory memory;
    private final HealthProbe probe;

    WhatsAppUpstream(
            UpstreamAccount account,
            URI address,
            Map<String, String> headers,
            WhatsAppAnswers answers,
            PinMemory memory,
            HealthProbe probe) {
        this.account = account;
        this.address = address;
        this.headers = headers;
        this.answers = answers;
        this.memory = memory;
        this.probe = probe;
    }

    @Override
    public UpstreamAccount account() {
        return account;
    }

    @Override
    public PinCommand pin(String chatId, boolean pinned) {
        WhatsAppChat chat = WhatsAppChat.parse(chatId);
        return new PinCommand(METHOD, chat.id(), pinned, chat.key());
    }

    /** No call of RyzeAPI's lists chats with their pins. */
    @Override
    public Listing list() {
        return new Listing.Remembered(memory.of(METHOD).remembered().newestFirst().stream()
                .map(chatId -> new PinnedChat(WhatsApp.NAME, chatId, null, true))
                .toList());
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public Integer pinLimit() {
        return PIN_LIMIT;
    }

    /** The same for a number and its JID. */
    @Override
    public String listedId(PinCommand pin) {
        return pin.orderKey();
    }

    @Override
    public Optional<PinMemory> memory() {
        return Optional.of(memory);
    }

    @Override
    public Optional<HealthProbe> probe() {
        return Optional.of(probe);
    }

    @Override
    public UpstreamRequest request(List<Command> commands) {
        PinCommand command = (PinCommand) commands.get(0);
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("number", command.chatId())
                .put("pin", command.pinned());
        try {
            return new UpstreamRequest(address, headers, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A string and a boolean are always JSON", e);
        }
    }

    @Override
    public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
        return List.of(answers.of((PinCommand) commands.get(0), answer));
    }
}
