package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Upstream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Message;

/**
 * Reads from a message what it asks for. Which chats to pin is taken from the header, else from the body, else from the endpoint's option.
 * Immutable.
 */
public final class PinReader {

    private final String platform;
    private final Operation operation;
    private final String defaultChatId;
    private final boolean defaultPinned;
    private final Upstream upstream;
    private final ChatIds chatIds;
    private final SyncReader sync;

    /** @param sync reads what a sync is to do; {@code null} where the operation is another one */
    public PinReader(
            String platform, Operation operation, ChatPinConfiguration options, Upstream upstream, SyncReader sync) {
        this.platform = platform;
        this.operation = operation;
        this.chatIds = new ChatIds(platform);
        this.defaultChatId = options.getChatId();
        this.defaultPinned = options.isPinned();
        this.upstream = upstream;
        this.sync = sync;
    }

    /**
     * Returns what the message asks for.
     *
     * @throws InvalidPinRequestException if it does not say so clearly
     */
    public PinsToDo read(Message message) {
        return switch (operation) {
            case PIN_ALL -> new PinsToDo.One(upstream.pinAll(true));
            case UNPIN_ALL -> new PinsToDo.One(upstream.pinAll(false));
            case LIST -> listing();
            case SYNC -> new PinsToDo.One(sync.read(message).first());
            case PIN -> pins(message);
        };
    }

    private PinsToDo listing() {
        Listing listing = upstream.list();
        if (listing instanceof Listing.Asked asked) {
            return new PinsToDo.One(asked.command());
        }
        if (listing instanceof Listing.Remembered remembered) {
            return new PinsToDo.Remembered(remembered.chats());
        }
        throw new IllegalStateException("Unknown kind of listing " + listing.getClass());
    }

    private PinsToDo pins(Message message) {
        Object header = message.getHeader(ChatPinConstants.CHAT_ID);
        Object body = message.getBody();
        Collection<?> bulk = BulkBody.items(body);
        if (bulk != null) {
            if (header != null) {
                throw invalid(
                        null,
                        "The header " + ChatPinConstants.CHAT_ID
                                + " and a bulk body exclude each other; remove the one that is not meant");
            }
            return many(bulk, message);
        }
        Object chat = header;
        Object state = null;
        if (chat == null && BulkBody.isRequest(body)) {
            chat = BulkBody.chatOf(body);
            state = BulkBody.stateOf(body);
        } else if (chat == null) {
            chat = defaultChatId;
        }
        String chatId = chatIds.read(chat);
        return new PinsToDo.One(upstream.pin(chatId, pinned(chatId, state, message)));
    }

    private PinsToDo many(Collection<?> bulk, Message message) {
        List<PinsToDo.Item> items = new ArrayList<>(bulk.size());
        for (Object item : bulk) {
            items.add(item(item, message));
        }
        return new PinsToDo.Many(items);
    }

    private PinsToDo.Item item(Object item, Message message) {
        Object chat = BulkBody.chatOf(item);
        Object state = BulkBody.stateOf(item);
        PinRequest request = new PinRequest(ScalarText.of(chat), null);
        try {
            String chatId = chatIds.read(chat);
            boolean pinned = pinned(chatId, state, message);
            request = new PinRequest(chatId, pinned);
            return new PinsToDo.Item(request, upstream.pin(chatId, pinned), null);
        } catch (InvalidPinRequestException fault) {
            return new PinsToDo.Item(request, null, fault);
        }
    }

    /** An item's own state comes before the header's, the header's before the option's. */
    private boolean pinned(String chatId, Object own, Message message) {
        Object state = own != null ? own : message.getHeader(ChatPinConstants.PINNED);
        if (state == null) {
            return defaultPinned;
        }
        Boolean pinned = PinState.parse(state);
        if (pinned == null) {
            throw invalid(chatId, "The state is neither true, Y, yes or 1 nor false, N, no or 0");
        }
        return pinned;
    }

    private InvalidPinRequestException invalid(String chatId, String message) {
        return new InvalidPinRequestException(message, Origin.unanswered(platform, chatId));
    }
}
