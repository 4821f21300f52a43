package io.github.chatpin.camel.docs;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

// snippet platform
/** Pins tickets of a help desk: POST /pins with a list such as {@code ["+17","-18"]}, 60 requests a minute. */
class DeskPlatform implements ChatPlatform {

    @Override
    public Set<String> options() {
        return Set.of("portalUrl", "accessToken", "batchSize", "maxInFlight");
    }

    @Override
    public Upstream connect(EndpointSettings settings) {
        String url = settings.options().getPortalUrl();
        String token = settings.options().getAccessToken();
        if (url == null || token == null) {
            throw new IllegalArgumentException("portalUrl, accessToken: both are required");
        }
        String digest = UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8))
                .toString(); // tells accounts apart without showing the token
        return new Desk(
                new UpstreamAccount(
                        "desk " + url + " (" + digest + ")",
                        "desk " + url,
                        URI.create(url),
                        new RateLimit.FixedWindow(60, Duration.ofMinutes(1)),
                        settings.maxInFlight(),
                        Map.of(),
                        Map.of(),
                        () -> List.of(token)),
                settings.batchSize(),
                token);
    }

    private record Desk(UpstreamAccount account, int batchSize, String token) implements Upstream {

        @Override
        public PinCommand pin(String chatId, boolean pinned) {
            if (!chatId.matches("\\d{1,9}")) {
                throw new InvalidPinRequestException("The chat is no ticket number", origin(chatId, 0));
            }
            return new PinCommand("pins", chatId, pinned, chatId);
        }

        @Override
        public UpstreamRequest request(List<Command> commands) {
            String lines = commands.stream()
                    .map(PinCommand.class::cast)
                    .map(command -> "\"" + (command.pinned() ? "+" : "-") + command.chatId() + "\"")
                    .collect(Collectors.joining(",", "[", "]"));
            return new UpstreamRequest(
                    account.address().resolve("/pins"),
                    Map.of("Authorization", "Bearer " + token),
                    lines.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
            if (answer.isSuccess()) {
                return Collections.nCopies(commands.size(), new Outcome.Applied(null, null, AnswerFacts.NONE));
            }
            return commands.stream()
                    .map(command -> failed(command, answer.status()))
                    .toList();
        }

        private Outcome failed(Command command, int status) {
            String message = "Ticket %s at %s: status %d".formatted(command.chatId(), account.address(), status);
            ChatPinException.Origin origin = origin(command.chatId(), status);
            if (status / 100 == 5) {
                return new Outcome.TryAgain(
                        new UpstreamUnavailableException(message, origin, true),
                        null,
                        Outcome.Scope.COMMAND,
                        AnswerFacts.NONE);
            }
            return new Outcome.Refused(new PinRejectedException(message, origin), AnswerFacts.NONE);
        }

        private static ChatPinException.Origin origin(String chatId, int status) {
            return new ChatPinException.Origin("desk", chatId, status, null);
        }
    }
}
// end
