package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.memory.Places;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.memory.RememberedPins;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Steps alone: what they send, and what they make of outcomes. */
abstract class StepTestSupport {

    static final String PLATFORM = "test";
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    static final int ROOM = 50;

    /** What is told beside a change. */
    static final AnswerFacts FACTS = new AnswerFacts(0.5, null, 20, null);

    /** What is told beside a list. */
    static final AnswerFacts FACTS_OF_LIST = new AnswerFacts(0.7, null, 19, null);

    static final Outcome.Applied APPLIED = new Outcome.Applied("a@jid", "done", FACTS);
    static final Outcome.Skipped SKIPPED = new Outcome.Skipped(FACTS);

    final PinMemory memory = new PinMemory(Clock.fixed(NOW, ZoneOffset.UTC));
    final ListingUpstream upstream = new ListingUpstream(memory);

    /** Returns what an endpoint does that verifies its pins. */
    Handling verifying(int batchSize) {
        return new Handling(PLATFORM, upstream, batchSize, null, true);
    }

    /** Returns what an endpoint does that keeps a cap. */
    Handling capped(int limit, WhenFull whenFull) {
        return new Handling(PLATFORM, upstream, ROOM, new PinCap(limit, whenFull), false);
    }

    /** Returns what an endpoint does that neither verifies nor keeps a cap. */
    Handling plain(int batchSize) {
        return new Handling(PLATFORM, upstream, batchSize, null, false);
    }

    PinCommand pin(String chat) {
        return upstream.pin(chat, true);
    }

    PinCommand unpin(String chat) {
        return upstream.pin(chat, false);
    }

    /** Returns a chat of which nothing is remembered. */
    Evicted evicted(String chat) {
        return new Evicted(unpin(chat), pin(chat), chat, null);
    }

    /** Has chats remembered as pinned, the first one longest ago. */
    void remember(String... chats) {
        Stream.of(chats).forEach(chat -> memory.note("pin", chat, null, true));
    }

    RememberedPins remembered() {
        return memory.of("pin").remembered();
    }

    Places places() {
        return memory.of("pin").places();
    }

    /** Returns whether nobody is waiting for a place. */
    boolean allPlacesAreFree() {
        return take("another", List.of(), 1) instanceof Place.Free;
    }

    /** Takes a place under a cap, if one is free. */
    Place take(String chat, List<String> listed, int most) {
        return places().take(chat, listed, most, null);
    }

    /** Takes a place under a cap, if need be instead of another chat. The list begins with the chat that was pinned last. */
    Place takeInstead(String chat, List<String> listed, int most) {
        return places().take(chat, listed, most, listed);
    }

    static List<PinnedChat> chats(String... ids) {
        return Stream.of(ids)
                .map(id -> new PinnedChat(PLATFORM, id, null, false))
                .toList();
    }

    static Outcome.Listed listed(String... ids) {
        return new Outcome.Listed(chats(ids), FACTS_OF_LIST);
    }

    static Outcome.Continued nextPage() {
        return new Outcome.Continued(ListingUpstream.NEXT_PAGE, FACTS_OF_LIST);
    }

    static Outcome.Refused refused(ChatPinException failure) {
        return new Outcome.Refused(failure, FACTS);
    }

    /** Returns an outcome as of an upstream that is busy. */
    static Outcome.TryAgain busy(Scope scope) {
        return new Outcome.TryAgain(unavailable(503), Duration.ofSeconds(3), scope, FACTS);
    }

    /** Returns an outcome after which it is not known what was done, or is, as the status says. */
    static Outcome.TryAgain busy(int status) {
        return new Outcome.TryAgain(unavailable(status), null, Scope.COMMAND, FACTS);
    }

    /** Returns an outcome as of an upstream whose limit was tripped, and that does not say for how long. */
    static Outcome.TryAgain limited() {
        RateLimitedException failure = new RateLimitedException("slower", new Origin(PLATFORM, null, 429, null), null);
        return new Outcome.TryAgain(failure, null, Scope.COMMAND, FACTS);
    }

    static UpstreamUnavailableException unavailable(int status) {
        return new UpstreamUnavailableException("busy", new Origin(PLATFORM, null, status, null), true);
    }

    static PinRejectedException rejected() {
        return new PinRejectedException("no such chat", new Origin(PLATFORM, "a", 400, "NOT_FOUND"));
    }

    static PinNotAppliedException notApplied() {
        return new PinNotAppliedException("answered false", new Origin(PLATFORM, "a", 200, "false"));
    }

    static PinLimitReachedException full(boolean guessed) {
        return new PinLimitReachedException("three are pinned", Origin.unanswered(PLATFORM, "a"), guessed);
    }

    /** Returns with what an outcome goes on. */
    static Command next(Outcome outcome) {
        return outcome instanceof Outcome.TryAgain again ? again.next() : ((Outcome.Continued) outcome).next();
    }
}
