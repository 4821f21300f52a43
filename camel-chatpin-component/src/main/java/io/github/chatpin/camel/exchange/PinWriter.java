package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.dispatch.Completion;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.PinStep;
import io.github.chatpin.camel.steps.SyncStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes into an exchange how its pins ended: the only place where an outcome becomes a result or an exception. */
public final class PinWriter {

    private static final List<String> OUTPUT_HEADERS = List.of(
            ChatPinConstants.ATTEMPTS,
            ChatPinConstants.CHAT_JID,
            ChatPinConstants.BATCH_SIZE,
            ChatPinConstants.SKIPPED,
            ChatPinConstants.EVICTED,
            ChatPinConstants.OPERATING,
            ChatPinConstants.OPERATING_RESET_AT,
            ChatPinConstants.RATE_LIMIT_REMAINING,
            ChatPinConstants.RATE_LIMIT_RESET);

    private final String platform;

    public PinWriter(String platform) {
        this.platform = platform;
    }

    /** Removes what an earlier chatpin endpoint wrote, and begins to count. */
    public static void clear(Exchange exchange) {
        Message message = exchange.getMessage();
        OUTPUT_HEADERS.forEach(message::removeHeader);
        message.setHeader(ChatPinConstants.ATTEMPTS, 0);
    }

    /** Counts requests that an exchange took part in, beside those that were counted before. */
    void count(Exchange exchange, int attempts) {
        Message message = exchange.getMessage();
        message.setHeader(ChatPinConstants.ATTEMPTS, (int) message.getHeader(ChatPinConstants.ATTEMPTS) + attempts);
    }

    /** Returns whether some chat has been changed by a command that has failed. */
    boolean hasChanged(Completion failed) {
        Optional<Outcome.Synced> part =
                failed.command() instanceof SyncStep sync ? sync.brokenOff(typed(failed)) : Optional.empty();
        return part.map(synced -> !synced.done().isEmpty()).orElse(false)
                || !evicted(failed).isEmpty();
    }

    /**
     * Replaces a body by a list that may be there to be iterated only once, since it may be read again: here, or where Camel
     * delivers the exchange again.
     */
    static void makeRepeatable(Exchange exchange) {
        Message message = exchange.getMessage();
        List<?> items = BulkBody.itemsOfOnce(message.getBody());
        if (items != null) {
            message.setBody(items);
        }
    }

    /** Writes the completion of a single command. */
    public void write(Exchange exchange, Completion completion) {
        Message message = exchange.getMessage();
        AnswerFacts facts = completion.facts();
        count(exchange, completion.attempts());
        setIfKnown(message, ChatPinConstants.RATE_LIMIT_REMAINING, facts.rateLimitRemaining());
        setIfKnown(message, ChatPinConstants.RATE_LIMIT_RESET, facts.rateLimitResetAt());
        writeEvicted(message, evicted(completion));
        if (completion.failure() != null) {
            exchange.setException(failure(completion));
        } else if (completion.outcome() instanceof Outcome.Synced synced) {
            write(exchange, synced);
        } else if (completion.outcome() instanceof Outcome.Skipped) {
            message.setHeader(ChatPinConstants.SKIPPED, true);
            message.setBody(skipped(completion.command()));
        } else if (completion.outcome() instanceof Outcome.AllApplied all) {
            message.setBody(all.sessionIds());
        } else if (completion.outcome() instanceof Outcome.Listed listed) {
            message.setBody(listed.chats());
        } else if (completion.outcome() instanceof Outcome.Applied applied) {
            setIfKnown(message, ChatPinConstants.CHAT_JID, applied.chatJid());
            setIfKnown(message, ChatPinConstants.OPERATING, facts.operating());
            setIfKnown(message, ChatPinConstants.OPERATING_RESET_AT, facts.operatingResetAt());
            if (completion.batchSize() > 0) {
                message.setHeader(ChatPinConstants.BATCH_SIZE, completion.batchSize());
            }
            message.setBody(result(completion.command(), applied));
        } else {
            throw new IllegalStateException("Unknown outcome " + completion.outcome());
        }
    }

    private static void setIfKnown(Message message, String header, Object value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }

    private static List<String> evicted(Completion completion) {
        if (completion.outcome() != null) {
            return completion.outcome().evicted();
        }
        return completion.command() instanceof PinStep step ? step.evicted() : List.of(); // it was cut short
    }

    private static void writeEvicted(Message message, List<String> evicted) {
        if (!evicted.isEmpty()) {
            message.setHeader(ChatPinConstants.EVICTED, String.join(",", evicted));
        }
    }

    private PinResult result(Command command, Outcome.Applied applied) {
        PinCommand pin = pin(command);
        return new PinResult(platform, pin.chatId(), pin.pinned(), applied.chatJid(), applied.message());
    }

    private PinResult skipped(Command command) {
        return new PinResult(platform, pin(command).chatId(), false, null, null);
    }

    private static PinCommand pin(Command command) {
        if (command instanceof PinCommand pin) {
            return pin;
        }
        if (command instanceof PinStep step) {
            return step.pin();
        }
        throw new IllegalStateException("No change of a chat: " + command.method());
    }

    private void write(Exchange exchange, Outcome.Synced synced) {
        if (synced.failures().isEmpty()) {
            exchange.getMessage().setBody(synced.result());
        } else {
            exchange.setException(new BulkPinException(platform, synced.done(), synced.failures()));
        }
    }

    /** A sync that has begun to change and cannot go on tells what was done. */
    private RuntimeException failure(Completion completion) {
        Outcome.Synced part = completion.command() instanceof SyncStep sync
                ? sync.brokenOff(typed(completion)).orElse(null)
                : null;
        boolean isStopped = completion.failure() instanceof RejectedExecutionException;
        if (part == null || part.failures().isEmpty() || part.done().isEmpty() && !isStopped) {
            return completion.failure();
        }
        BulkPinException failure = new BulkPinException(platform, part.done(), part.failures());
        return completion.failure() instanceof RejectedExecutionException stopped
                ? rejected(stopped, failure)
                : failure;
    }

    /** What was done before the stop must not get lost. */
    private static RejectedExecutionException rejected(RejectedExecutionException stopped, BulkPinException failure) {
        RejectedExecutionException rejected = new RejectedExecutionException(stopped.getMessage());
        rejected.addSuppressed(failure);
        return rejected;
    }

    /** Writes which chats are pinned, for which nothing was asked. */
    public void write(Exchange exchange, List<PinnedChat> remembered) {
        exchange.getMessage().setBody(remembered);
    }

    /** Writes the completions of a bulk request. */
    public void write(Exchange exchange, BulkPins bulk) {
        List<PinResult> results = new ArrayList<>();
        List<PinFailure> failures = new ArrayList<>();
        List<String> evicted = new ArrayList<>();
        boolean isAnySkipped = false;
        RejectedExecutionException stopped = null;
        for (int i = 0; i < bulk.items().size(); i++) {
            Completion completion = bulk.completion(i);
            evicted.addAll(evicted(completion));
            if (completion.outcome() instanceof Outcome.Skipped) {
                isAnySkipped = true;
                results.add(skipped(completion.command()));
            } else if (completion.outcome() instanceof Outcome.Applied applied) {
                results.add(result(completion.command(), applied));
            } else {
                failures.add(new PinFailure(i, bulk.items().get(i).request(), typed(completion)));
            }
            if (completion.failure() instanceof RejectedExecutionException rejected) {
                stopped = rejected;
            }
        }
        count(exchange, bulk.attempts());
        writeEvicted(exchange.getMessage(), evicted);
        if (isAnySkipped) {
            exchange.getMessage().setHeader(ChatPinConstants.SKIPPED, true);
        }
        if (failures.isEmpty()) {
            exchange.getMessage().setBody(results);
            return;
        }
        BulkPinException failure = new BulkPinException(platform, results, failures);
        exchange.setException(stopped == null ? failure : rejected(stopped, failure));
    }

    private ChatPinException typed(Completion completion) {
        if (completion.failure() instanceof ChatPinException failure) {
            return failure;
        }
        ChatPinException failure = new UpstreamUnavailableException(
                completion.failure().getMessage(),
                Origin.unanswered(platform, completion.command().chatId()),
                true);
        failure.initCause(completion.failure());
        return failure;
    }
}
