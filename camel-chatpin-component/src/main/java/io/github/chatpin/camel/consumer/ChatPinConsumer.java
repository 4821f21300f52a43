package io.github.chatpin.camel.consumer;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.EndpointConnector;
import io.github.chatpin.camel.memory.SeenPins;
import io.github.chatpin.camel.memory.SeenPins.Change;
import io.github.chatpin.camel.memory.WatchedPins;
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
import org.apache.camel.DelegateEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Route;
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
    private volatile Run run; // null while it is stopped
    private volatile CompletableFuture<Completion> underWay = CompletableFuture.completedFuture(null);
    private final Map<String, String> titles = new HashMap<>(); // of chats that the route knows, or is told of
    private boolean hasChanges; // of the last reading

    public ChatPinConsumer(ChatPinEndpoint endpoint, Processor processor, EndpointConnector connector) {
        super(endpoint, processor);
        this.connector = connector;
    }

    /**
     * From a start to a stop. A thread that is still busy with an earlier one has no say any more.
     *
     * @param name of what was seen: the method, and the route that has seen it
     */
    private record Run(Connection connection, WatchedPins memory, String name, SeenPins seen) {

        void save() {
            memory.save(name);
        }
    }

    @Override
    public ChatPinEndpoint getEndpoint() {
        return (ChatPinEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        checkOptions();
        ServiceHelper.startService(getEndpoint());
        Connection connection = connector.share(getEndpoint());
        try {
            Upstream upstream = connection.upstream();
            WatchedPins memory = memoryOf(upstream);
            String name = "%s in %s".formatted(upstream.method(), ownName());
            if (!memory.begin(name)) {
                throw new IllegalArgumentException("consumerName: another consumer of this account has the same; each"
                        + " keeps what it has seen under its own");
            }
            run = new Run(connection, memory, name, memory.seen(name));
            super.doStart();
        } catch (Throwable e) {
            end(connection);
            throw e;
        }
    }

    private void checkOptions() {
        if (getEndpoint().hasManyAccounts()) {
            throw new IllegalArgumentException(
                    "accounts: a consumer takes one account; set its address and credentials on the endpoint instead");
        }
        for (String option : OF_PRODUCERS) {
            if (getEndpoint().hasOwn(option)) {
                throw new IllegalArgumentException(option + ": is for producers only; remove it from the consumer");
            }
        }
    }

    private static WatchedPins memoryOf(Upstream upstream) {
        boolean tells = upstream.memory().isPresent() && upstream.list() instanceof Listing.Asked;
        if (!tells) {
            throw new IllegalArgumentException((upstream.account().gateway() == null ? "platform" : "gateway")
                    + ": does not tell which chats are pinned, so that a consumer has nothing to read; use"
                    + " another one");
        }
        return upstream.memory().get().watched();
    }

    private String ownName() {
        if (getEndpoint().getConsumerName() != null) {
            return getEndpoint().getConsumerName();
        }
        return getRouteId() == null ? idOfARouteAround() : getRouteId();
    }

    /** Another component may consume from this one for its route, as the component master does. */
    private String idOfARouteAround() {
        return getEndpoint().getCamelContext().getRoutes().stream()
                .filter(route -> isAround(route.getEndpoint()))
                .map(Route::getRouteId)
                .findFirst()
                .orElse("no route");
    }

    private boolean isAround(Endpoint endpoint) {
        return endpoint instanceof DelegateEndpoint delegate && delegate.getEndpoint() == getEndpoint();
    }

    @Override
    protected void doSuspend() throws Exception {
        stopWaiting();
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        Run current = run;
        current.memory.seen(current.name); // another process may have been the consumer meanwhile
        super.doResume();
    }

    @Override
    protected void doStop() throws Exception {
        Connection connection = run == null ? null : run.connection;
        stopWaiting();
        super.doStop();
        end(connection);
    }

    private void end(Connection connection) {
        if (run != null) {
            run.memory.saveUnsaved(run.name);
            run.memory.end(run.name);
            run = null;
        }
        if (connection != null) {
            connection.disconnect();
        }
    }

    private void stopWaiting() {
        underWay.cancel(true); // the thread that polls waits for no reading any more
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        Run current = run;
        Outcome.Listed reading = current == null ? null : read(current);
        hasChanges = true; // so that no empty message is sent by one that stops
        if (reading == null || current != run) {
            return 0;
        }
        List<String> shown = ids(reading);
        if (current.seen.isNew()) {
            current.seen.begin(getEndpoint().isEmitExisting() ? List.of() : shown);
            current.save();
        }
        current.memory.saveUnsaved(current.name);
        reading.chats().stream()
                .filter(chat -> chat.title() != null)
                .forEach(chat -> titles.put(chat.chatId(), chat.title()));
        List<Change> changes = current.seen.changes(shown, reading.unpinned());
        hasChanges = !changes.isEmpty();
        int succeeded = processBatch(new ArrayDeque<>(changes));
        titles.keySet().removeIf(chat -> !current.seen.knows(chat));
        return succeeded;
    }

    private static List<String> ids(Outcome.Listed reading) {
        return reading.newestFirst().isEmpty()
                ? reading.chats().stream().map(PinnedChat::chatId).toList()
                : reading.newestFirst();
    }

    /** Returns what is pinned, {@code null} if it stops meanwhile. */
    private Outcome.Listed read(Run current) throws Exception {
        CompletableFuture<Completion> told = new CompletableFuture<>();
        underWay = told;
        if (current != run || !isPollAllowed()) {
            return null;
        }
        WatchStep step = WatchStep.first(current.connection.handling());
        Completion here = current.connection.submit(step, (index, completion) -> told.complete(completion), false);
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
    public int processBatch(Queue<Object> exchanges) {
        Run current = run;
        if (exchanges.isEmpty() || current == null) {
            return 0;
        }
        List<Change> changes = exchanges.stream().map(Change.class::cast).toList();
        int total = changes.size();
        List<String> dueBefore = current.seen.state().due();
        current.seen.tell(changes);
        current.save(); // before the route is told, which may end with the process
        int succeeded = 0;
        int index = 0;
        for (; index < total && isBatchAllowed() && current == run; index++) {
            pendingExchanges = total - index - 1;
            Exchange exchange = exchange(changes.get(index));
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
            succeeded += process(current, exchange, changes.get(index)) ? 1 : 0;
        }
        if (index < total && current == run) {
            current.seen.untold(changes.subList(index, total).stream()
                    .filter(change -> !dueBefore.contains(change.chatId()))
                    .toList());
            current.save();
        }
        return succeeded;
    }

    private Exchange exchange(Change change) {
        String title = titles.get(change.chatId());
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(new PinChange(getEndpoint().getPlatform(), change.chatId(), change.isPinned(), title));
        exchange.getIn().setHeader(ChatPinConstants.CHAT_ID, change.chatId());
        exchange.getIn().setHeader(ChatPinConstants.PINNED, change.isPinned());
        if (title != null) {
            exchange.getIn().setHeader(ChatPinConstants.TITLE, title);
        }
        return exchange;
    }

    private boolean process(Run current, Exchange exchange, Change change) {
        boolean hasSucceeded = false;
        try {
            getProcessor().process(exchange);
            hasSucceeded =
                    exchange.getException() == null && !exchange.isRollbackOnly() && !exchange.isRollbackOnlyLast();
            if (exchange.getException() != null && !getEndpoint().isBridgeErrorHandler()) { // else it has been there
                tellOf(exchange, exchange.getException());
            }
        } catch (Exception e) {
            tellOf(exchange, e);
        } finally {
            releaseExchange(exchange, false);
        }
        if (hasSucceeded && current == run) {
            current.seen.takenIn(change);
            current.save();
        }
        return hasSucceeded;
    }

    private void tellOf(Exchange exchange, Throwable failure) {
        getExceptionHandler()
                .handleException(
                        "The route has failed with a change of pins, and is told of the chat again with the next"
                                + " reading",
                        exchange,
                        failure);
    }

    /** Not where there were changes that have failed, nor by one that stops. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (!hasChanges) {
            super.processEmptyMessage();
        }
    }
}
