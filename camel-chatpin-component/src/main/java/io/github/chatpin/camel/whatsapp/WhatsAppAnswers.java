package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.StatusKind;
import io.github.chatpin.camel.http.StatusLadder;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.whatsapp.GatewayAnswer.Cause;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Makes outcomes of what a gateway's answers say. The same for all gateways. */
final class WhatsAppAnswers {

    private static final String ADVICE = "check token and instance";
    private static final String LISTING = "List of chats";
    private static final String STATUS = "Status of the instance";
    private static final int NOT_IMPLEMENTED = 501;

    private final UpstreamAccount account;
    private final GatewayLimits limits;
    private final int pinLimit;
    private final Predicate<String> isFullWithout;
    private final Redaction redaction;

    /**
     * @param limits        reads what an answer tells of the gateway's own limit
     * @param pinLimit      the cap of pinned chats
     * @param isFullWithout whether as many chats are remembered as pinned, a given one not counted
     */
    WhatsAppAnswers(UpstreamAccount account, GatewayLimits limits, int pinLimit, Predicate<String> isFullWithout) {
        this.account = account;
        this.limits = limits;
        this.pinLimit = pinLimit;
        this.isFullWithout = isFullWithout;
        this.redaction = new Redaction(account.secrets());
    }

    /** Returns the outcome of a change. */
    Outcome of(PinCommand command, UpstreamAnswer answer, GatewayAnswer said) {
        AnswerFacts facts = limits.facts(answer);
        String subject = (command.pinned() ? "Pin of " : "Unpin of ") + command.chatId();
        if (said instanceof GatewayAnswer.State state) {
            return state.pinned() == command.pinned()
                    ? new Outcome.Applied(state.jid(), redaction.clean(state.message()), facts)
                    : refused(notApplied(subject, state, origin(command.chatId(), answer, null)), facts);
        }
        GatewayAnswer.Failure failure = (GatewayAnswer.Failure) said;
        boolean isFull =
                failure.cause() == Cause.PERHAPS_FULL && command.pinned() && isFullWithout.test(command.orderKey());
        return isFull
                ? tryAgain(limitReached(subject, command.chatId(), answer, failure, true), facts)
                : of(failure, subject, command.chatId(), answer, facts);
    }

    /** Returns the outcome of a page of chats. */
    Outcome of(ChatReading reading, ChatList list, UpstreamAnswer answer) {
        AnswerFacts facts = limits.facts(answer);
        List<ListedChat> page = new ChatsAnswer(list).read(answer).orElse(null);
        if (page == null) {
            return of(noList(list, answer), LISTING, null, answer, facts);
        }
        Map<WhatsAppChat, ListedChat> pinned = new LinkedHashMap<>(); // chats may move from one page to the next
        reading.before().forEach(chat -> pinned.put(chat.chat().orElseThrow(), chat));
        page.stream()
                .filter(chat -> chat.isPinned() && chat.chat().isPresent())
                .forEach(chat -> pinned.put(chat.chat().orElseThrow(), chat));
        Set<String> unpinned = new HashSet<>(reading.unpinned());
        page.stream()
                .filter(chat -> Boolean.FALSE.equals(chat.pinned())) // without the flag it counts as missing
                .forEach(chat -> chat.chat().map(WhatsAppChat::key).ifPresent(unpinned::add));
        List<ListedChat> all = List.copyOf(pinned.values());
        boolean hasNews = pinned.size() + unpinned.size() > reading.size();
        if (page.size() == list.page() && !hasNews) { // a server that always gives the same page has no end
            return of(listedBadly("a page had no chat that is not on those before it"), LISTING, null, answer, facts);
        }
        if (page.size() == list.page()) {
            return new Outcome.Continued(
                    new ChatReading(reading.offset() + list.page(), all, unpinned, reading.mark()), facts);
        }
        return new Outcome.Listed(
                all.stream().map(WhatsAppAnswers::pinnedChat).toList(),
                list.tellsWhen() ? newestFirst(all) : List.of(),
                unpinned,
                facts);
    }

    // What a success has may be a long list, of which no tree is to be made.
    private static GatewayAnswer.Failure noList(ChatList list, UpstreamAnswer answer) {
        return answer.isSuccess()
                ? listedBadly("the answer has no list that tells which chats are pinned")
                : list.listFailure(answer);
    }

    private static GatewayAnswer.Failure listedBadly(String text) {
        return GatewayAnswer.Failure.without(Cause.AS_THE_STATUS_SAYS, text);
    }

    private static List<String> newestFirst(List<ListedChat> chats) {
        return chats.stream()
                .sorted(Comparator.comparingLong(ListedChat::pinnedAt).reversed())
                .map(chat -> pinnedChat(chat).chatId())
                .toList();
    }

    private static PinnedChat pinnedChat(ListedChat chat) {
        return new PinnedChat(WhatsApp.NAME, chat.chat().orElseThrow().key(), chat.title(), false);
    }

    /** Returns whether the instance works: an outcome of a health check's. */
    Outcome ofStatus(UpstreamAnswer answer, GatewayAnswer said) {
        AnswerFacts facts = limits.facts(answer);
        return said instanceof GatewayAnswer.Failure failure
                ? of(failure, STATUS, null, answer, facts)
                : new Outcome.Applied(null, "The instance is connected to WhatsApp", facts);
    }

    private Outcome of(
            GatewayAnswer.Failure failure, String subject, String chatId, UpstreamAnswer answer, AnswerFacts facts) {
        Origin origin = origin(chatId, answer, failure.code());
        String message = message(subject, answer, failure.text());
        return switch (failure.cause()) {
            case FULL -> refused(limitReached(subject, chatId, answer, failure, false), facts);
            case PASSING -> tryAgain(new UpstreamUnavailableException(message, origin, true), facts);
            case CREDENTIALS -> refused(new AuthenticationException(message + "; " + ADVICE, origin), facts);
            case REFUSED -> refused(new PinRejectedException(message, origin), facts);
            case PERHAPS_REFUSED -> tryAgain(new PinRejectedException(message, origin), facts);
            case PERHAPS_FULL, AS_THE_STATUS_SAYS -> asTheStatusSays(message, origin, answer, facts);
        };
    }

    private Outcome asTheStatusSays(String message, Origin origin, UpstreamAnswer answer, AnswerFacts facts) {
        if (answer.status() == NOT_IMPLEMENTED) {
            return refused(new PinRejectedException(message, origin), facts);
        }
        if (StatusKind.of(answer.status()) == StatusKind.LIMIT) {
            Duration wait = limits.wait(answer);
            Scope scope = wait == null ? Scope.COMMAND : Scope.LIMIT;
            return new Outcome.TryAgain(new RateLimitedException(message, origin, wait), wait, scope, facts);
        }
        return new StatusLadder(account, redaction, ADVICE).outcome(message, origin, answer, facts);
    }

    private PinNotAppliedException notApplied(String subject, GatewayAnswer.State state, Origin origin) {
        return new PinNotAppliedException(
                message(subject, "the gateway answered that the chat is " + (state.pinned() ? "pinned" : "not pinned")),
                origin);
    }

    private PinLimitReachedException limitReached(
            String subject, String chatId, UpstreamAnswer answer, GatewayAnswer.Failure failure, boolean guessed) {
        String why = guessed
                ? "; %d other chats were pinned through this instance, so WhatsApp's limit is the likely reason"
                        .formatted(pinLimit)
                : "; WhatsApp keeps three chats pinned";
        return new PinLimitReachedException(
                message(subject, answer, failure.text()) + why + ": unpin one first",
                origin(chatId, answer, failure.code()),
                guessed);
    }

    private Origin origin(String chatId, UpstreamAnswer answer, String code) {
        return new Origin(WhatsApp.NAME, chatId, answer.status(), redaction.clean(code));
    }

    /** The status of a success says nothing where the gateway's words do. */
    private String message(String subject, UpstreamAnswer answer, String text) {
        String status = "status " + answer.status();
        String words = redaction.clean(text);
        if (text.isBlank()) {
            return message(subject, status);
        }
        return message(subject, answer.isSuccess() ? words : status + ", " + words);
    }

    private String message(String subject, String what) {
        return "%s at %s: %s".formatted(subject, account.name(), what);
    }

    private static Outcome refused(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.Refused(failure, facts);
    }

    private static Outcome tryAgain(ChatPinException failure, AnswerFacts facts) {
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, facts);
    }
}
