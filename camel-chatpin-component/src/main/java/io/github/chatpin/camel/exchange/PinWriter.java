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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes into an exchange how its pins ended: the only place where an outcome becomes a result or an exception. */
public final class PinWriter {

    private static final List<String> OUTPUT_HEADERS = List.of(
            ChatPinConstants.ATTEMPTS,
            ChatPinConstants.CHAT_JID,
            ChatPinConstants.BATCH_SIZE,
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

    /** Writes the completion of a single command. */
    public void write(Exchange exchange, Completion completion) {
        Message message = exchange.getMessage();
        AnswerFacts facts = completion.facts();
        message.setHeader(ChatPinConstants.ATTEMPTS, completion.attempts());
        setIfKnown(message, ChatPinConstants.RATE_LIMIT_REMAINING, facts.rateLimitRemaining());
        setIfKnown(message, ChatPinConstants.RATE_LIMIT_RESET, facts.rateLimitResetAt());
        if (completion.failure() != null) {
            exchange.setException(completion.failure());
        } else if (completion.outcome() instanceof Outcome.AllApplied all) {
            message.setBody(all.sessionIds());
        } else if (completion.outcome() instanceof Outcome.Listed listed) {
            message.setBody(listed.chats());
        } else if (completion.outcome() instanceof Outcome.Applied applied) {
            setIfKnown(message, ChatPinConstants.CHAT_JID, applied.chatJid());
            setIfKnown(message, ChatPinConstants.OPERATING, facts.operating());
            setIfKnown(message, ChatPinConstants.OPERATING_RESET_AT, facts.operatingResetAt());
            message.setHeader(ChatPinConstants.BATCH_SIZE, completion.batchSize());
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

    private PinResult result(Command command, Outcome.Applied applied) {
        if (command instanceof PinCommand pin) {
            return new PinResult(platform, pin.chatId(), pin.pinned(), applied.chatJid(), applied.message());
        }
        throw new IllegalStateException("Applied, but no change: " + command.method());
    }

    /** Writes which chats are pinned, for which nothing was asked. */
    public void write(Exchange exchange, List<PinnedChat> remembered) {
        exchange.getMessage().setBody(remembered);
    }

    /** Writes the completions of a bulk request. */
    public void write(Exchange exchange, BulkPins bulk) {
        List<PinResult> results = new ArrayList<>();
        List<PinFailure> failures = new ArrayList<>();
        RejectedExecutionException stopped = null;
        int attempts = 0;
        for (int i = 0; i < bulk.items().size(); i++) {
            Completion completion = bulk.completion(i);
            attempts = Math.max(attempts, completion.attempts());
            if (completion.outcome() instanceof Outcome.Applied applied) {
                results.add(result(completion.command(), applied));
            } else {
                failures.add(new PinFailure(i, bulk.items().get(i).request(), typed(completion)));
            }
            if (completion.failure() instanceof RejectedExecutionException rejected) {
                stopped = rejected;
            }
        }
        exchange.getMessage().setHeader(ChatPinConstants.ATTEMPTS, attempts);
        if (failures.isEmpty()) {
            exchange.getMessage().setBody(results);
            return;
        }
        BulkPinException failure = new BulkPinException(platform, results, failures);
        if (stopped == null) {
            exchange.setException(failure);
        } else {
            RejectedExecutionException rejected = new RejectedExecutionException(stopped.getMessage());
            rejected.addSuppressed(failure); // what was done before must not get lost
            exchange.setException(rejected);
        }
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
