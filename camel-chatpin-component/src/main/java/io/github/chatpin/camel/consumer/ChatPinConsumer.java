package io.github.chatpin.camel.consumer;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.EndpointConnector;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.memory.SeenPins;
import io.github.chatpin.camel.memory.SeenPins.Change;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.steps.WatchStep;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Reads which chats are pinned, and makes an exchange of each change. A change is done when its exchange has succeeded; until
 * then each reading brings the chat again. The thread that polls waits for the reading and for the route.
 */
public final class ChatPinConsumer extends ScheduledBatchPollingConsumer {

    private static final List<String> OF_PRODUCERS = List.of(
            "operation", "chatId", "pinned", "prune", "dryRun", "allowEmpty", "verify", "pinLimit", "pinLimitPolicy");

    private final EndpointConnector connector;
    private volatile Connection connection;
    private volatile CompletableFuture<Completion> underWay = CompletableFuture.completedFuture(null);
    private PinMemory memory;
    private String name; // of what was seen: the method, and the route that has seen it
    private SeenPins seen;
    private Map<String, String> titles = Map.of(); // of the last reading

    public ChatPinConsumer(ChatPinEndpoint endpoint, Processor processor, EndpointConnector connector) {
        super(endpoint, processor);
        this.connector = connector;
    }

    @Override
    public ChatPinEndpoint getEndpoint() {
        return (ChatPinEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        checkOptions();
        ServiceHelper.startService(getEndpoint());
        connection = connector.share(getEndpoint());
        try {
            Upstream upstream = connection.upstream();
            memory = memoryOf(upstream);
            name = "%s in %s".formatted(upstream.method(), getRouteId() == null ? "no route" : getRouteId());
            seen = memory.seen(name);
            super.doStart();
        } catch (Exception e) {
            connection.disconnect();
            throw e;
        }
    }

    private void checkOptions() {
        for (String option : OF_PRODUCERS) {
            if (getEndpoint().hasOwn(option)) {
                throw new IllegalArgumentException(option + ": is for producers only; remove it from the consumer");
            }
        }
    }

    private static PinMemory memoryOf(Upstream upstream) {
        boolean tells = upstream.memory().isPresent() && upstream.list() instanceof Listing.Asked;
        if (!tells) {
            throw new IllegalArgumentException((upstream.account().gateway() == null ? "platform" : "gateway")
                    + ": does not tell which chats are pinned, so that a consumer has nothing to read; use"
                    + " another one");
        }
        return upstream.memory().get();
    }

    @Override
    protected void doStop() throws Exception {
        underWay.cancel(true); // the thread that polls waits for no reading any more
        super.doStop();
        if (connection != null) {
            connection.disconnect();
            connection = null;
        }
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        Outcome.Listed reading = read();
        if (reading == null) { // it stops
            return 0;
        }
        List<String> shown = ids(reading);
        if (seen.isNew()) {
            seen.begin(getEndpoint().isEmitExisting() ? List.of() : shown);
            memory.saveSeen(name);
        }
        Map<String, String> titlesBefore = titles;
        titles = titles(reading);
        Queue<Object> changes = new ArrayDeque<>();
        for (Change change : seen.changes(shown, reading.unpinned())) {
            String title = titles.getOrDefault(change.chatId(), titlesBefore.get(change.chatId()));
            changes.add(new PinChange(getEndpoint().getPlatform(), change.chatId(), change.isPinned(), title));
        }
        return processBatch(changes);
    }

    private static List<String> ids(Outcome.Listed reading) {
        return reading.newestFirst().isEmpty()
                ? reading.chats().stream().map(PinnedChat::chatId).toList()
                : reading.newestFirst();
    }

    private static Map<String, String> titles(Outcome.Listed reading) {
        return reading.chats().stream()
                .filter(chat -> chat.title() != null)
                .collect(Collectors.toMap(PinnedChat::chatId, PinnedChat::title, (one, other) -> one, HashMap::new));
    }

    private Outcome.Listed read() throws Exception {
        CompletableFuture<Completion> told = new CompletableFuture<>();
        underWay = told;
        WatchStep step = WatchStep.first(connection.handling());
        Completion here = connection.submit(step, (index, completion) -> told.complete(completion), false);
        Completion completion;
        try {
            completion = here == null ? told.get() : here;
        } catch (CancellationException stopped) {
            return null;
        }
        if (completion.failure() != null) {
            throw completion.failure();
        }
        return (Outcome.Listed) completion.outcome();
    }

    /** Returns how many exchanges have succeeded: a route that fails is not polled more often for that. */
    @Override
    public int processBatch(Queue<Object> changes) {
        int total = getMaxMessagesPerPoll() > 0 ? Math.min(changes.size(), getMaxMessagesPerPoll()) : changes.size();
        int succeeded = 0;
        for (int index = 0; index < total && isBatchAllowed(); index++) {
            PinChange change = (PinChange) changes.poll();
            pendingExchanges = total - index - 1;
            Exchange exchange = exchange(change);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
            succeeded += process(exchange, change) ? 1 : 0;
        }
        return succeeded;
    }

    private Exchange exchange(PinChange change) {
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(change);
        exchange.getIn().setHeader(ChatPinConstants.CHAT_ID, change.chatId());
        exchange.getIn().setHeader(ChatPinConstants.PINNED, change.pinned());
        if (change.title() != null) {
            exchange.getIn().setHeader(ChatPinConstants.TITLE, change.title());
        }
        return exchange;
    }

    private boolean process(Exchange exchange, PinChange pinChange) {
        Change change = new Change(pinChange.chatId(), pinChange.pinned());
        boolean hasSucceeded;
        try {
            getProcessor().process(exchange);
            hasSucceeded = exchange.getException() == null && !exchange.isRollbackOnly();
        } catch (Exception e) {
            hasSucceeded = false;
            getExceptionHandler().handleException("The route has failed with a change of pins", exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
        if (hasSucceeded) {
            seen.takenIn(change);
        } else {
            seen.failed(change);
        }
        memory.saveSeen(name);
        return hasSucceeded;
    }
}
