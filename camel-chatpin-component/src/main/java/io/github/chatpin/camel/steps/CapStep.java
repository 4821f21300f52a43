package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.memory.Places;
import io.github.chatpin.camel.memory.Places.Place;
import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.PinCap.WhenFull;
import java.util.List;

/**
 * A pin that asks for a place under the cap: has the pinned chats listed, and goes on by what they are. A pin that was tried
 * before asks anew, since the chats may be others by now.
 *
 * @param pin    the pin
 * @param method the method that may be paused: the list's, if the list was what failed
 * @param tried  the chats that were to be unpinned for it
 * @param page   where the list goes on, {@code null} where it begins
 */
public record CapStep(PinCommand pin, Handling handling, String method, List<Evicted> tried, Command page)
        implements PinStep {

    /**
     * A chat that was to be unpinned for the pin.
     *
     * @param chatId as the list has it
     * @param before what was remembered of it, {@code null} if nothing was
     */
    record Evicted(String chatId, Remembered before) {}

    static CapStep first(PinCommand pin, Handling handling) {
        return new CapStep(pin, handling, pin.method(), List.of(), null);
    }

    @Override
    public Upstream upstream() {
        return handling.upstream();
    }

    @Override
    public List<Command> parts() {
        return List.of();
    }

    @Override
    public boolean lists() {
        return true;
    }

    /** What the pin will send, so that all pins of one list can share the next request. */
    @Override
    public int weight() {
        return handling.cap().whenFull() == WhenFull.EVICT_OLDEST ? 2 : 1;
    }

    @Override
    public Outcome outcome(List<Outcome> ofParts, Outcome ofList) {
        if (ofList instanceof Outcome.Listed listed) {
            return outcome(Lists.ids(listed), listed.facts());
        }
        if (ofList instanceof Outcome.Continued continued) {
            return new Outcome.Continued(
                    new CapStep(pin, handling, method, tried, continued.next()), continued.facts());
        }
        if (ofList instanceof Outcome.TryAgain again) {
            return again.with(new CapStep(pin, handling, Lists.method(handling.upstream()), tried, null));
        }
        return ofList;
    }

    private Outcome outcome(List<String> listed, AnswerFacts facts) {
        PinCap cap = handling.cap();
        Places places = handling.known().places();
        String chat = handling.listedId(pin);
        ended(); // what it had before
        boolean evicts = cap.whenFull() == WhenFull.EVICT_OLDEST;
        Place place = places.take(chat, listed, cap.limit(), evicts);
        List<Evicted> evicted =
                tried.stream().filter(one -> !listed.contains(one.chatId())).toList();
        if (place instanceof Place.Taken) {
            return new Outcome.Applied(
                    null, null, evicted.stream().map(Evicted::chatId).toList(), facts);
        }
        if (place instanceof Place.Free) {
            return new Outcome.Continued(new PlacedPin(pin, handling, null, evicted), facts);
        }
        if (place instanceof Place.Instead instead) {
            Remembered before =
                    handling.known().remembered().find(instead.chatId()).orElse(null);
            return new Outcome.Continued(
                    new PlacedPin(pin, handling, new Evicted(instead.chatId(), before), evicted), facts);
        }
        if (cap.whenFull() == WhenFull.SKIP) {
            return new Outcome.Skipped(facts);
        }
        return new Outcome.Refused(
                new PinLimitReachedException(
                        "%s has %d pinned chats, and pinLimit is %d: unpin one first, or set pinLimitPolicy"
                                .formatted(handling.upstream().account().name(), listed.size(), cap.limit()),
                        Origin.unanswered(handling.platform(), pin.chatId()),
                        false),
                facts);
    }

    @Override
    public Outcome givenUp(ChatPinException failure) {
        return new PlacedPin(pin, handling, null, tried).givenUp(failure);
    }

    @Override
    public boolean mayTimeOut() {
        return tried.isEmpty();
    }

    @Override
    public void ended() {
        String chat = handling.listedId(pin);
        Places places = handling.known().places();
        if (tried.isEmpty()) {
            places.giveUp(chat, null);
        }
        tried.forEach(one -> places.giveUp(chat, one.chatId()));
    }
}
