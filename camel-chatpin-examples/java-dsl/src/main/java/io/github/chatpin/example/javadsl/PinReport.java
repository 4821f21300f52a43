package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Tells what happened, one line a pin: platform, chat, and pinned or why not. Thread-safe. */
final class PinReport {

    private static final long AT_ONCE_MILLIS = 500;

    // All below: guarded by this
    private final PrintStream out;
    private final ProgressBar bar;
    private int done;
    private int notDone;

    PinReport(PrintStream out, ProgressBar bar) {
        this.out = out;
        this.bar = bar;
    }

    void done(Exchange exchange) {
        done(exchange.getMessage().getBody(PinResult.class), "");
    }

    /** Tells of a pin that may have waited for the upstream's limit. */
    void doneInTime(Exchange exchange) {
        long waitedMillis = exchange.getClock().elapsed();
        done(
                exchange.getMessage().getBody(PinResult.class),
                waitedMillis < AT_ONCE_MILLIS ? " at once" : " after " + seconds(waitedMillis));
    }

    void bulkDone(Exchange exchange) {
        Message message = exchange.getMessage();
        List<?> results = message.getBody(List.class);
        results.forEach(result -> done((PinResult) result, ""));
        int requests = message.getHeader(ChatPinConstants.ATTEMPTS, Integer.class);
        PinResult first = (PinResult) results.get(0);
        line("%s  %d chats  %s by one message, requests: %d"
                .formatted(first.platform(), results.size(), state(first), requests));
    }

    void allPinned(Exchange exchange) {
        allDone("pinned", exchange.getMessage().getBody(List.class));
    }

    void allUnpinned(Exchange exchange) {
        allDone("unpinned", exchange.getMessage().getBody(List.class));
    }

    void listed(Exchange exchange) {
        List<?> chats = exchange.getMessage().getBody(List.class);
        line("bitrix24  pinned now: "
                + chats.stream()
                        .map(PinnedChat.class::cast)
                        .map(chat -> "%s (%s)".formatted(chat.chatId(), chat.title()))
                        .collect(Collectors.joining(", ")));
    }

    /** Tells as a table what a sync would do. */
    void planned(Exchange exchange) {
        PinSyncResult plan = exchange.getMessage().getBody(PinSyncResult.class);
        row("chat", "is pinned", "is wanted", "the sync");
        plan.kept().forEach(chat -> row(chat, "yes", "yes", "keeps it"));
        plan.pinned().forEach(chat -> row(chat, "no", "yes", "pins it"));
        plan.unpinned().forEach(chat -> row(chat, "yes", "no", "unpins it"));
    }

    private void row(String chat, String isPinned, String isWanted, String whatSyncDoes) {
        line("    %-8s  %-9s  %-9s  %s".formatted(chat, isPinned, isWanted, whatSyncDoes));
    }

    void synced(Exchange exchange) {
        PinSyncResult result = exchange.getMessage().getBody(PinSyncResult.class);
        line("bitrix24  synced: pinned %s, unpinned %s, kept %s, requests: %d"
                .formatted(
                        result.pinned(),
                        result.unpinned(),
                        result.kept(),
                        exchange.getMessage().getHeader(ChatPinConstants.ATTEMPTS, Integer.class)));
    }

    /** Tells why there was no pin, and what becomes of the message. */
    void notDone(Exchange exchange, String next) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure instanceof ChatPinException pin) {
            String why = exchange.getProperty(FailureHandling.WHY, String.class);
            notDone(pin.getPlatform(), pin.getChatId(), "%s (%s) -> %s".formatted(why, reason(pin), next));
        } else {
            String chat = exchange.getMessage().getHeader(ChatPinConstants.CHAT_ID, String.class);
            notDone(exchange.getFromRouteId(), chat, failure + " -> " + next);
        }
    }

    void bulkNotDone(Exchange exchange) {
        BulkPinException bulk = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, BulkPinException.class);
        bulk.getResults().forEach(result -> done(result, ""));
        for (PinFailure failure : bulk.getFailures()) {
            ChatPinException cause = failure.cause();
            notDone(
                    cause.getPlatform(),
                    cause.getChatId(),
                    "item %d of the bulk (%s)".formatted(failure.index(), reason(cause)));
        }
    }

    /** Announces so many pins to come; a progress bar shows until {@link #endBulk}. */
    synchronized void beginBulk(int pins) {
        bar.begin(pins);
    }

    synchronized void endBulk() {
        bar.end();
    }

    synchronized void endPart() {
        out.println();
    }

    synchronized void line(String text) {
        bar.erase();
        out.println(text);
        bar.draw();
    }

    /** Sums up. */
    synchronized void finish(int requests, int rejected) {
        line("%d done, %d failed as they should, %d requests; rejected by the upstreams' limits: %d"
                .formatted(done, notDone, requests, rejected));
    }

    static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private synchronized void done(PinResult result, String remark) {
        done++;
        bar.advance();
        line("%s  %s  %s%s".formatted(result.platform(), result.chatId(), state(result), remark));
    }

    private synchronized void allDone(String state, List<?> sessions) {
        done += sessions.size();
        line("bitrix24  all open lines  %s, sessions %s".formatted(state, sessions));
    }

    private synchronized void notDone(String platform, String chat, String why) {
        notDone++;
        line("%s  %s  not pinned: %s".formatted(platform, chat, why));
    }

    private static String state(PinResult result) {
        return result.pinned() ? "pinned" : "unpinned";
    }

    /** Returns the upstream's own word where there is one. */
    private static String reason(ChatPinException failure) {
        return failure.getErrorCode() != null ? failure.getErrorCode() : failure.getMessage();
    }
}
