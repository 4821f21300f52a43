package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.Handling;
import io.github.chatpin.camel.steps.SyncTask;
import io.github.chatpin.camel.steps.SyncTask.Prune;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Message;

/** Reads which chats a sync shall make the pinned ones. What is not clear is an error: it might unpin what is wanted. */
public final class SyncReader {

    private final Handling handling;
    private final Prune prune;
    private final boolean allowsEmpty;
    private final boolean dryRun;
    private final Integer limit;
    private final ChatIds chatIds;

    SyncReader(ChatPinEndpoint endpoint, Handling handling) {
        ChatPinConfiguration options = endpoint.getConfiguration();
        this.handling = handling;
        this.prune = Prune.valueOf(options.getPrune().toUpperCase(Locale.ROOT));
        this.allowsEmpty = endpoint.isAllowEmpty();
        this.dryRun = endpoint.isDryRun();
        this.limit = endpoint.getPinLimit() == null ? handling.upstream().pinLimit() : endpoint.getPinLimit();
        this.chatIds = new ChatIds(endpoint.getPlatform());
    }

    SyncTask read(Message message) {
        if (message.getHeader(ChatPinConstants.CHAT_ID) != null) {
            throw invalid(
                    null,
                    "The header " + ChatPinConstants.CHAT_ID + " names a chat beside the list of a sync; remove it");
        }
        Collection<?> items = BulkBody.items(message.getBody());
        if (items == null) {
            throw invalid(null, "A sync takes a list: chat ids, PinRequests, or maps with chatId");
        }
        if (items.isEmpty() && !allowsEmpty) {
            throw invalid(null, "The list of a sync is empty, which would unpin chats; set allowEmpty=true if it may");
        }
        List<Wanted> wanted = new ArrayList<>(items.size());
        for (Object item : items) {
            wanted.add(wanted(wanted.size(), item));
        }
        checkNumber(wanted);
        return new SyncTask(handling, wanted, prune, dryRun, limit);
    }

    private Wanted wanted(int index, Object item) {
        String chatId = chatIds.read(BulkBody.chatOf(item));
        Object state = BulkBody.stateOf(item);
        if (state != null && !Boolean.TRUE.equals(PinState.parse(state))) {
            throw invalid(
                    chatId,
                    "Item %d of a sync has a state that is not true; leave out what shall not be pinned"
                            .formatted(index));
        }
        Command command = handling.upstream().pin(chatId, true);
        return new Wanted(index, new PinRequest(chatId, true), command, null);
    }

    private void checkNumber(List<Wanted> wanted) {
        long chats = wanted.stream()
                .map(Wanted::command)
                .filter(PinCommand.class::isInstance) // others may turn out to be one of these
                .map(Command::orderKey)
                .distinct()
                .count();
        if (limit != null && chats > limit) {
            throw new PinLimitReachedException(
                    "A sync of %d chats, and pinLimit is %d".formatted(chats, limit),
                    Origin.unanswered(handling.platform(), null),
                    false);
        }
    }

    private InvalidPinRequestException invalid(String chatId, String message) {
        return new InvalidPinRequestException(message, Origin.unanswered(handling.platform(), chatId));
    }
}
