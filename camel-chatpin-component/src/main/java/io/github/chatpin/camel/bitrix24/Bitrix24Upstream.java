package io.github.chatpin.camel.bitrix24;

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
        PinMethod method,
        Credentials credentials,
        Bitrix24Requests requests,
        Bitrix24Answers answers,
        Supplier<AccountMemory> memory)
        implements Upstream {

    private static final String PIN_ALL = "imopenlines.session.mode.pinAll";
    private static final String UNPIN_ALL = "imopenlines.session.mode.unpinAll";

    @Override
    public Command pin(String chatId, boolean pinned) {
        PinCommand pin = method.command(chatId, pinned);
        return GroupPin.isGroup(pin.chatId()) ? new GroupPin(pin) : pin;
    }

    @Override
    public Command current(Command command) {
        if (command instanceof GroupPin group) {
            return memory.get()
                    .chatOf(group.chatId())
                    .<Command>map(group::ofChat)
                    .orElse(group);
        }
        if (command instanceof UserReading user) {
            return user.memory().userId().<Command>map(OpenLineReading::new).orElse(user);
        }
        return command;
    }

    @Override
    public Listing list() {
        if (method == PinMethod.RECENT) {
            return new Listing.Asked(RecentReading.first());
        }
        return new Listing.Asked(
                credentials instanceof Credentials.Webhook webhook
                        ? new OpenLineReading(new BigInteger(webhook.userId()).toString()) // without leading zeros
                        : new UserReading(memory.get()));
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
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Refused || outcome instanceof Outcome.TryAgain)) {
                credentials.worked();
            }
        }
        return outcomes;
    }

    @Override
    public Optional<HealthProbe> probe() {
        return Optional.of(new Bitrix24Probe(credentials, requests, answers, new UserReading(memory.get())));
    }

    @Override
    public Optional<CredentialRenewal> renewal() {
        return credentials.renewal();
    }
}
