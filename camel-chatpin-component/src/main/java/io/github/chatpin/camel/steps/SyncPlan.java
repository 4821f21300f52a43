package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sync changes, of which chats are pinned and which shall be.
 *
 * @param result   what comes of it
 * @param changes  the unpins, then the pins: the body's first comes last, and so is on top in the end
 * @param failures the wanted chats that could not be found
 * @param others   how many pinned chats it does not touch
 */
record SyncPlan(SyncTask task, PinSyncResult result, List<Change> changes, List<PinFailure> failures, int others) {

    /** The index of a change that the body does not name. */
    static final int OF_NO_ITEM = -1;

    /**
     * One change.
     *
     * @param index the item's place in the body, {@link #OF_NO_ITEM} for an unpin
     */
    record Change(int index, PinCommand command) {}

    static SyncPlan of(SyncTask task, List<PinnedChat> pinnedChats, List<Wanted> wanted) {
        Handling handling = task.handling();
        Set<String> pinned = new LinkedHashSet<>();
        pinnedChats.forEach(chat -> pinned.add(chat.chatId()));
        Map<String, Change> chats = new LinkedHashMap<>(); // by what the list calls them
        List<PinFailure> failures = new ArrayList<>();
        for (Wanted one : wanted) {
            if (one.command() instanceof PinCommand pin && one.failure() == null) {
                chats.putIfAbsent(handling.listedId(pin), new Change(one.index(), pin));
            } else {
                failures.add(new PinFailure(one.index(), one.request(), one.failure()));
            }
        }
        List<String> kept = new ArrayList<>();
        List<Change> pins = new ArrayList<>();
        Set<String> doubtful = new LinkedHashSet<>(); // they may be wanted chats, under other ids
        chats.forEach((chat, change) -> {
            List<String> otherIds = otherIds(handling, chat, chats.keySet());
            if (pinned.contains(chat)) {
                kept.add(change.command().chatId());
            } else if (!otherIds.isEmpty()) {
                doubtful.addAll(otherIds);
                failures.add(notShown(task, change, otherIds));
            } else {
                pins.add(change);
            }
        });
        Set<String> surplus = new LinkedHashSet<>(pinned);
        surplus.removeAll(chats.keySet());
        List<Change> changes = new ArrayList<>();
        List<String> unpinned = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String chat : surplus) {
            if (doubtful.contains(chat) || !isPruned(task, chat)) {
                left.add(chat);
                continue;
            }
            try {
                changes.add(new Change(OF_NO_ITEM, handling.pin(chat, false)));
                unpinned.add(chat);
            } catch (InvalidPinRequestException e) { // the upstream lists what it has no form for
                failures.add(new PinFailure(OF_NO_ITEM, new PinRequest(chat, false), e));
                left.add(chat);
            }
        }
        for (int i = pins.size() - 1; i >= 0; i--) {
            changes.add(pins.get(i));
        }
        boolean isRemembered = pinnedChats.stream().anyMatch(PinnedChat::remembered); // it may not be pinned any more
        PinSyncResult result = new PinSyncResult(
                pins.stream().map(change -> change.command().chatId()).toList(),
                unpinned,
                kept,
                isRemembered ? List.of() : left);
        return new SyncPlan(task, result, changes, failures, kept.size() + left.size());
    }

    /** Returns under which ids the list may show a chat, without those that are wanted themselves. */
    private static List<String> otherIds(Handling handling, String chat, Set<String> wanted) {
        return handling.known().otherIds().of(chat).stream()
                .filter(id -> !wanted.contains(id) && handling.upstream().mayBeTheSame(chat, id))
                .sorted()
                .toList();
    }

    private static PinFailure notShown(SyncTask task, Change change, List<String> otherIds) {
        String chatId = change.command().chatId();
        return new PinFailure(
                change.index(),
                new PinRequest(chatId, true),
                new PinNotAppliedException(
                        "%s was pinned, and the list does not show it; it may be listed as %s: name it so, or unpin that"
                                .formatted(chatId, String.join(" or ", otherIds)),
                        Origin.unanswered(task.handling().platform(), chatId)));
    }

    private static boolean isPruned(SyncTask task, String chat) {
        return switch (task.prune()) {
            case ALL -> true;
            case OWN -> task.handling().known().remembered().find(chat).isPresent();
            case NONE -> false;
        };
    }

    /** Begins with the changes, or ends if there are none, or if they may not be made. */
    Outcome begin(AnswerFacts facts) {
        int pinnedInTheEnd = others + result.pinned().size();
        if (task.limit() != null && pinnedInTheEnd > task.limit()) {
            return new Outcome.Refused(
                    new PinLimitReachedException(
                            "%d chats would be pinned in %s, wanted and left together, and pinLimit is %d"
                                    .formatted(
                                            pinnedInTheEnd,
                                            task.handling().upstream().account().name(),
                                            task.limit()),
                            Origin.unanswered(task.handling().platform(), null),
                            false),
                    facts);
        }
        return changes.isEmpty() || task.dryRun()
                ? new Outcome.Synced(result, List.of(), failures, facts)
                : new Outcome.Continued(SyncChanges.first(this), facts);
    }
}
