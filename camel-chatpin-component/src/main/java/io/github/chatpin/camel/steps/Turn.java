package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Commands that share a request: what they send together, and what its answer means for each of them. The list of pinned
 * chats that steps have asked for goes behind everything else, once for all. What is only remembered needs no request.
 */
public final class Turn {

    private final Upstream upstream;
    private final List<Command> commands;
    private List<Command> parts; // null until they are asked for
    private boolean hasSteps;
    private int changes;
    private Outcome knownList; // what needs no request
    private boolean listIsSent;

    /** @param commands at least one, which fit together as {@link #mayShare} says */
    public Turn(Upstream upstream, List<Command> commands) {
        this.upstream = upstream;
        this.commands = commands;
    }

    /** Returns whether two commands may be in one request, if there is room. */
    public static boolean mayShare(Command one, Command other) {
        if (isAlone(one) || isAlone(other)) {
            return false;
        }
        return !lists(one) || !lists(other) || haveTheSameList((Step) one, (Step) other);
    }

    /** Returns whether a command has the pinned chats listed. */
    public static boolean lists(Command command) {
        return command instanceof Step step && step.lists();
    }

    /** Returns whether a command changes nothing: it has the pinned chats listed, and no more. */
    public static boolean onlyLists(Command command) {
        return command.isReading() || lists(command) && ((Step) command).parts().isEmpty();
    }

    private static boolean haveTheSameList(Step one, Step other) {
        return Objects.equals(one.page(), other.page())
                && one.upstream().method().equals(other.upstream().method());
    }

    private static boolean isAlone(Command command) {
        return command.isReading() || command instanceof Step step && step.isAlone();
    }

    /** Returns for how many commands there must be room, the list not counted. */
    public static int weight(Command command) {
        return command instanceof Step step ? step.weight() : 1;
    }

    /** Returns whether there must be room for a list as well. */
    public static boolean needsRoomForAList(Command command) {
        return command instanceof Step step && step.lists() && !step.parts().isEmpty();
    }

    /** Returns what is sent; empty if nothing needs to be. */
    public List<Command> parts() {
        if (parts == null) {
            hasSteps = commands.stream().anyMatch(Step.class::isInstance);
            parts = hasSteps ? partsOfSteps() : commands;
            changes = (int) parts.stream().filter(part -> !part.isReading()).count();
        }
        return parts;
    }

    private List<Command> partsOfSteps() {
        List<Command> all = new ArrayList<>();
        Step lister = null;
        for (Command command : commands) {
            if (command instanceof Step step) {
                all.addAll(step.parts());
                lister = step.lists() ? step : lister;
            } else {
                all.add(command);
            }
        }
        if (lister != null) {
            addList(all, lister);
        }
        return all;
    }

    private void addList(List<Command> all, Step lister) {
        Upstream its = lister.upstream();
        Listing listing = lister.page() == null ? its.list() : new Listing.Asked(lister.page());
        if (listing instanceof Listing.Asked asked) {
            all.add(its.current(asked.command()));
            listIsSent = true;
        } else if (listing instanceof Listing.Remembered remembered) {
            knownList = new Outcome.Listed(remembered.chats(), AnswerFacts.NONE);
        }
    }

    /** Returns whether a request of its own would have a single command. */
    public static boolean mayGoAlone(Command command) {
        return !(command instanceof Step step) || step.parts().size() + (step.lists() ? 1 : 0) == 1;
    }

    /** Returns how many changes the request carries, 0 if it was never made. */
    public int changes() {
        return changes;
    }

    /** Returns whether the request carries a part of a command's. */
    public boolean carries(Command command) {
        return !(command instanceof Step step) || !step.parts().isEmpty();
    }

    /**
     * Returns what the outcomes mean for each of the commands.
     *
     * @param ofParts one for each part
     */
    public List<Outcome> outcomes(List<Outcome> ofParts) {
        if (ofParts.size() != parts().size()) {
            throw new IllegalStateException(
                    "The platform gave %d outcomes for %d commands".formatted(ofParts.size(), parts.size()));
        }
        List<Outcome> outcomes = hasSteps ? ofSteps(ofParts) : ofParts;
        upstream.memory().ifPresent(PinMemory::save);
        return outcomes;
    }

    /** Those that have sent something come first: what became of that counts for those which only had a list. */
    private List<Outcome> ofSteps(List<Outcome> ofParts) {
        Outcome ofList = listIsSent ? ofParts.get(ofParts.size() - 1) : knownList;
        Outcome[] outcomes = new Outcome[commands.size()];
        int next = 0;
        for (int i = 0; i < outcomes.length; i++) {
            int count = commands.get(i) instanceof Step step ? step.parts().size() : 1;
            List<Outcome> own = ofParts.subList(next, next + count);
            next += count;
            if (count > 0) {
                outcomes[i] = outcome(commands.get(i), own, ofList);
            }
        }
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                outcomes[i] = outcome(commands.get(i), List.of(), ofList);
            }
        }
        return List.of(outcomes);
    }

    private static Outcome outcome(Command command, List<Outcome> ofParts, Outcome ofList) {
        return command instanceof Step step ? step.outcome(ofParts, step.lists() ? ofList : null) : ofParts.get(0);
    }
}
