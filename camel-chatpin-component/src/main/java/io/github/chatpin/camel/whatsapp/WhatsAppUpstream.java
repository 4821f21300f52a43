package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.memory.KnownPins;
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
import io.github.chatpin.camel.whatsapp.WhatsAppChat.Kind;
import java.util.List;
import java.util.Optional;

/** A gateway's instance as one endpoint sees it. Its requests carry one command each. */
record WhatsAppUpstream(UpstreamAccount account, GatewayInstance instance, WhatsAppAnswers answers, PinMemory pinMemory)
        implements Upstream {

    static final String METHOD = "pinChat";

    /** How many chats WhatsApp keeps pinned. Source: RyzeAPI's page "Pin chat", read in November 2026. */
    static final int PIN_LIMIT = 3;

    @Override
    public PinCommand pin(String chatId, boolean pinned) {
        WhatsAppChat chat = WhatsAppChat.parse(chatId);
        instance.gateway().lacksAFormFor(chat).ifPresent(why -> {
            throw new InvalidPinRequestException(why, Origin.unanswered(WhatsApp.NAME, chatId));
        });
        return new PinCommand(METHOD, chat.id(), pinned, chat.key());
    }

    @Override
    public Listing list() {
        if (instance.gateway().chatList().isPresent()) {
            return new Listing.Asked(ChatReading.first(known().remembered().mark()));
        }
        return new Listing.Remembered(known().remembered().newestFirst().stream()
                .map(chatId -> new PinnedChat(WhatsApp.NAME, chatId, null, true))
                .toList());
    }

    private KnownPins known() {
        return pinMemory.of(METHOD);
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

    /** A person has a number, may be written with more digits or fewer, and may have a LID besides. */
    @Override
    public boolean mayBeTheSame(String listedId, String otherListedId) {
        return isPerson(listedId) && isPerson(otherListedId);
    }

    private static boolean isPerson(String chatId) {
        Kind kind = WhatsAppChat.parse(chatId).kind();
        return kind == Kind.PERSON || kind == Kind.LID;
    }

    @Override
    public Optional<PinMemory> memory() {
        return Optional.of(pinMemory);
    }

    @Override
    public Optional<HealthProbe> probe() {
        return Optional.of(new WhatsAppProbe(instance, answers));
    }

    @Override
    public UpstreamRequest request(List<Command> commands) {
        Command command = commands.get(0);
        if (command instanceof ChatReading reading) {
            GatewayCall call = chatList().listCall(instance.access(), reading.offset());
            return instance.request(call, UpstreamRequest.LONG_ANSWER);
        }
        PinCommand pin = (PinCommand) command;
        WhatsAppChat chat = WhatsAppChat.parse(pin.chatId());
        return instance.request(instance.gateway().pin(instance.access(), chat, pin.pinned()));
    }

    private ChatList chatList() {
        return instance.gateway().chatList().orElseThrow();
    }

    @Override
    public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
        Command command = commands.get(0);
        Outcome outcome =
                command instanceof ChatReading reading ? of(reading, answer) : of((PinCommand) command, answer);
        return List.of(outcome);
    }

    private Outcome of(PinCommand pin, UpstreamAnswer answer) {
        GatewayAnswer said = instance.gateway().ofPin(answer, pin.pinned());
        if (said instanceof GatewayAnswer.State state
                && (pin.pinned() || !state.pinned())) { // else it is another's pin
            pinMemory.note(METHOD, pin.orderKey(), state.jid(), state.pinned());
            known().otherIds().changed(pin.orderKey(), state.pinned());
        }
        return answers.of(pin, answer, said);
    }

    private Outcome of(ChatReading reading, UpstreamAnswer answer) {
        Outcome outcome = answers.of(reading, chatList(), answer);
        if (outcome instanceof Outcome.Listed listed) {
            List<String> shown = listed.chats().stream().map(PinnedChat::chatId).toList();
            known().remembered().shown(shown, listed.unpinned(), reading.mark());
        }
        return outcome;
    }
}
