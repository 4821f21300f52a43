package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;

/**
 * A pin that asks for a place under the cap: has the pinned chats listed, and goes on by what they are. A pin that was sent
 * before asks anew, since it may have been done, and the chats may be others by now.
 *
 * @param pin     the pin
 * @param method  the method that may be paused: the list's, if the list was what failed
 * @param tried   the chats that were to be unpinned for it
 * @param wasSent whether it was sent before
 * @param page    where the list goes on, {@code null} where it begins
 */
public record CapStep(
        PinCommand pin, Handling handling, String method, List<Evicted> tried, boolean wasSent, Command page)
        implements PinStep, ListStep {

    static CapStep first(PinCommand pin, Handling handling) {
        return new CapStep(pin, handling, pin.method(), List.of(), false, null);
    }

    static CapStep again(PinCommand pin, Handling handling, List<Evicted> tried) {
        return new CapStep(pin, handling, pin.method(), tried, true, null);
    }

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    /** What the pin will send, so that all pins of one list can share the next request. */
    @Override
    public int weight() {
        return evicts() ? 2 : 1;
    }

    private boolean evicts() {
        return handling.cap().whenFull() == WhenFull.EVICT_OLDEST;
    }

    @Override
    public List<String> evicted() {
        return Evicted.ids(tried);
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        if (ofList instanceof Outcome.Listed listed) {
            return outcome(Lists.ids(listed), listed.newestFirst(), listed.facts());
        }
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(
                    new CapStep(pin, handling, method, tried, wasSent, continued.next()), continued.facts());
        }
        if (ofList instanceof Outcome.TryAgain again) {
            String listMethod = Lists.method(handling.upstream());
            return again.with(new CapStep(pin, handling, listMethod, tried, wasSent, null));
        }
        return ofList instanceof Outcome.Refused refused ? givenUp(refused.failure()) : ofList;
    }

    private Outcome outcome(List<String> listed, List<String> newestFirst, AnswerFacts facts) {
        List<Evicted> gone =
                tried.stream().filter(one -> !listed.contains(one.chatId())).toList();
        ended(); // what it had before
        String chat = handling.listedId(pin);
        Place place =
                handling.known().places().take(chat, listed, handling.cap().limit(), evicts() ? newestFirst : null);
        if (place instanceof Place.Taken) {
            return taken(gone, facts);
        }
        if (place instanceof Place.Free) {
            return new Outcome.Continued(new PlacedPin(pin, handling, null, gone), facts);
        }
        if (place instanceof Place.Instead instead) {
            return instead(instead.chatId(), gone, facts);
        }
        if (handling.cap().whenFull() == WhenFull.SKIP) {
            return new Outcome.Skipped(facts);
        }
        return new PlacedPin(pin, handling, null, gone).failed(limitReached(listed.size()), facts);
    }

    private Outcome instead(String chatId, List<Evicted> gone, AnswerFacts facts) {
        try {
            Evicted victim = Evicted.of(handling, chatId);
            return new Outcome.Continued(new PlacedPin(pin, handling, victim, gone), facts);
        } catch (InvalidPinRequestException e) { // the upstream lists what it has no form for
            return new PlacedPin(pin, handling, null, gone).failed(e, facts);
        }
    }

    private Outcome taken(List<Evicted> gone, AnswerFacts facts) {
        if (wasSent) { // so the answer that it was done was lost
            handling.remember(pin);
        }
        return new Outcome.Applied(null, null, Evicted.ids(gone), facts);
    }

    private PinLimitReachedException limitReached(int pinned) {
        return new PinLimitReachedException(
                "%s has %d pinned chats, and pinLimit is %d: %s"
                        .formatted(
                                handling.upstream().account().name(),
                                pinned,
                                handling.cap().limit(),
                                evicts()
                                        ? "none of them was pinned through this component, and their list does not tell"
                                                + " which was pinned longest ago"
                                        : "unpin one first, or set pinLimitPolicy"),
                Origin.unanswered(handling.platform(), pin.chatId()),
                false);
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return new PlacedPin(pin, handling, null, tried).failed(failure, AnswerFacts.NONE);
    }

    @Override
    public boolean mayTimeOut() {
        return tried.isEmpty();
    }

    @Override
    public void ended() {
        handling.known().places().giveUp(handling.listedId(pin));
    }
}
