package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;

/** An exchange that was sent: the commands in it, how often it ended, and what was wrong with its end. */
final class Sent {

    private static final String DONE = "done";

    private final List<Command> commands;
    private final Way way;
    private final boolean isBulk;
    private final long sentAt = System.nanoTime();
    private final AtomicInteger endings = new AtomicInteger();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean endedOnCallersThread;
    private volatile String outcome = "none";

    Sent(List<Command> commands, Way way, boolean isBulk) {
        this.commands = List.copyOf(commands);
        this.way = way;
        this.isBulk = isBulk;
    }

    void ended(Exchange exchange, boolean doneSync) {
        try {
            endedOnCallersThread = doneSync;
            read(exchange);
        } catch (RuntimeException e) {
            faults.add("cannot be read: " + e);
        } finally {
            endings.incrementAndGet();
        }
    }

    /** Notes what the component said when it was given the exchange. */
    void handedOver(boolean doneSync) {
        if (doneSync && (endings.get() == 0 || !endedOnCallersThread)) {
            faults.add("said to be done, and was not");
        }
        if (!doneSync && endedOnCallersThread) {
            faults.add("was done, and said not to be");
        }
    }

    void threw(RuntimeException e) {
        faults.add("the producer threw " + e);
    }

    boolean hasEnded() {
        return endings.get() > 0;
    }

    int endings() {
        return endings.get();
    }

    /** Returns the class of the failure, or {@code done}. */
    String outcome() {
        return outcome;
    }

    /** Returns whether it was sent after a time, and succeeded. */
    boolean succeededAfter(long nanoTime) {
        return outcome.equals(DONE) && sentAt - nanoTime > 0;
    }

    /** Returns whether the endpoint was stopped. */
    boolean wasRejected() {
        return outcome.equals(RejectedExecutionException.class.getSimpleName());
    }

    Way way() {
        return way;
    }

    List<Command> commands() {
        return commands;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private void read(Exchange exchange) {
        int attempts = number(exchange, ChatPinConstants.ATTEMPTS, 0);
        Throwable failure = exchange.getException();
        outcome = failure == null ? DONE : failure.getClass().getSimpleName();
        if (commands.isEmpty()) { // of a shift
            readOfShift(failure);
        } else if (failure == null) {
            readResults(exchange.getMessage().getBody(), exchange, attempts);
        } else if (failure instanceof BulkPinException bulk) {
            readBulk(bulk, attempts);
        } else if (failure instanceof RejectedExecutionException
                && failure.getSuppressed().length == 1
                && failure.getSuppressed()[0] instanceof BulkPinException bulk) {
            readBulk(bulk, attempts);
        } else {
            check(failure);
            commands.forEach(command -> command.failed(failure, attempts));
        }
    }

    private void readOfShift(Throwable failure) {
        if (failure instanceof BulkPinException bulk) {
            bulk.getFailures().forEach(each -> check(each.cause()));
        } else if (failure != null) {
            check(failure);
        }
    }

    /** Without a type converter: a context that has stopped has none. */
    private static int number(Exchange exchange, String header, int otherwise) {
        Integer number = (Integer) exchange.getMessage().getHeader(header);
        return number == null ? otherwise : number;
    }

    private void readResults(Object body, Exchange exchange, int attempts) {
        List<?> results = isBulk || !(body instanceof PinResult) ? (List<?>) body : List.of(body);
        boolean ofAll = commands.get(0).chat().key().equals(Journal.ALL_OPEN_LINES);
        if (!ofAll && results.size() != commands.size()) {
            faults.add(results.size() + " results for " + commands.size() + " pins");
            return;
        }
        for (int i = 0; i < commands.size(); i++) {
            if (!ofAll) {
                check(commands.get(i), (PinResult) results.get(i));
            }
            commands.get(i).done(attempts);
        }
        int together = number(exchange, ChatPinConstants.BATCH_SIZE, 1);
        if (!isBulk && together > way.batchSize()) {
            faults.add("in a request of " + together + ", and batchSize is " + way.batchSize());
        }
        if (attempts < 1) {
            faults.add("done without an attempt");
        }
    }

    private void readBulk(BulkPinException bulk, int attempts) {
        if (bulk.getResults().size() + bulk.getFailures().size() != commands.size()) {
            faults.add("a bulk of %d pins has %d results and %d failures"
                    .formatted(
                            commands.size(),
                            bulk.getResults().size(),
                            bulk.getFailures().size()));
            return;
        }
        List<Command> others = new ArrayList<>(commands);
        for (PinFailure failure : bulk.getFailures()) {
            Command command = commands.get(failure.index());
            check(failure.cause());
            command.failed(failure.cause(), attempts);
            others.remove(command);
        }
        for (int i = 0; i < others.size(); i++) {
            check(others.get(i), bulk.getResults().get(i));
            others.get(i).done(attempts);
        }
    }

    private void check(Command command, PinResult result) {
        String digits = result.chatId().replaceAll("@.*|\\D", "");
        if (result.pinned() != command.pinned() || !command.chat().key().endsWith(digits)) {
            faults.add("%s of %s has the result %s".formatted(command, command.chat(), result));
        }
    }

    private void check(Throwable failure) {
        boolean isOfThePlatform = failure instanceof ChatPinException || failure instanceof RejectedExecutionException;
        if (!isOfThePlatform || String.valueOf(failure.getMessage()).startsWith("Could not make")) {
            faults.add("a failure of the component's own: " + failure);
        }
    }

    @Override
    public String toString() {
        return "%s of %s".formatted(isBulk ? "a bulk" : "a pin", commands);
    }
}
