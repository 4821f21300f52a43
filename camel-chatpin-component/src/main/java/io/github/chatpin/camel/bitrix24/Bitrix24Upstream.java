package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.memory.RememberedPins;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A Bitrix24 portal as one endpoint sees it. */
record Bitrix24Upstream(
        UpstreamAccount account,
        int batchSize,
        PinMethod pinMethod,
        Credentials credentials,
        Bitrix24Requests requests,
        Bitrix24Answers answers,
        Supplier<AccountMemory> accountMemory,
        PinMemory pinMemory)
        implements Upstream {

    private static final String PIN_ALL = "imopenlines.session.mode.pinAll";
    private static final String UNPIN_ALL = "imopenlines.session.mode.unpinAll";

    @Override
    public Command pin(String chatId, boolean pinned) {
        PinCommand pin = pinMethod.command(chatId, pinned);
        return GroupPin.isGroup(pin.chatId()) ? new GroupPin(pin) : pin;
    }

    @Override
    public Command current(Command command) {
        if (command instanceof GroupPin group) {
            return accountMemory
                    .get()
                    .chatOf(group.chatId())
                    .<Command>map(group::ofChat)
                    .orElse(group);
        }
        if (command instanceof UserReading user) {
            return user.memory()
                    .userId()
                    .<Command>map(id -> new OpenLineReading(id, user.mark()))
                    .orElse(user);
        }
        return command;
    }

    @Override
    public Listing list() {
        long mark = known(pinMethod).mark();
        if (pinMethod == PinMethod.RECENT) {
            return new Listing.Asked(RecentReading.first(mark, accountMemory.get()));
        }
        return new Listing.Asked(
                credentials instanceof Credentials.Webhook webhook
                        ? new OpenLineReading(
                                new BigInteger(webhook.userId()).toString(), mark) // without leading zeros
                        : new UserReading(accountMemory.get(), mark));
    }

    @Override
    public String method() {
        return pinMethod.upstreamName();
    }

    @Override
    public Integer pinLimit() {
        return pinMethod.pinLimit();
    }

    @Override
    public Optional<PinMemory> memory() {
        return Optional.of(pinMemory);
    }

    private RememberedPins known(PinMethod method) {
        return pinMemory.of(method.upstreamName()).remembered();
    }

    @Override
    public PinCommand pinAll(boolean pinned) {
        return new PinCommand(pinned ? PIN_ALL : UNPIN_ALL, null, pinned, PIN_ALL);
    }

    @Override
    public UpstreamRequest request(List<Command> commands) {
        return commands.size() == 1 ? requests.call(commands.get(0)) : requests.batch(commands);
    }

    @Override
    public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
        List<Outcome> outcomes = commands.size() == 1
                ? List.of(answers.ofCall(commands.get(0), answer))
                : answers.ofBatch(commands, answer);
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            if (!(outcome instanceof Outcome.Refused || outcome instanceof Outcome.TryAgain)) {
                credentials.worked();
            }
            note(commands.get(i), outcome);
        }
        return outcomes;
    }

    private void note(Command command, Outcome outcome) {
        if (command instanceof PinCommand pin && outcome instanceof Outcome.Applied && pin.chatId() != null) {
            pinMemory.note(pin.method(), pin.chatId(), null, pin.pinned());
        } else if (command instanceof Reading reading && outcome instanceof Outcome.Listed listed) {
            List<String> chatIds =
                    listed.chats().stream().map(PinnedChat::chatId).toList();
            known(reading.listsPinsOf()).shown(chatIds, reading.mark());
        }
    }

    @Override
    public Optional<HealthProbe> probe() {
        return Optional.of(new Bitrix24Probe(credentials, requests, answers, new UserReading(accountMemory.get(), 0)));
    }

    @Override
    public Optional<CredentialRenewal> renewal() {
        return credentials.renewal();
    }
}
