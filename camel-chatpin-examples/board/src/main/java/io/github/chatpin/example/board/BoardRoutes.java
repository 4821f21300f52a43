package io.github.chatpin.example.board;

import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.example.board.Board.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** From the consumers to the board, and from the board to the producers. */
final class BoardRoutes extends RouteBuilder {

    private final List<Account> accounts;
    private final Board board;

    BoardRoutes(List<Account> accounts, Board board) {
        this.accounts = accounts;
        this.board = board;
    }

    @Override
    public void configure() {
        for (Account account : accounts) {
            watch(account);
            pin(account.platform());
            sync(account.platform());
        }
        from("timer:load?period=1000").routeId("load").process(new LoadReader(board));
    }

    /**
     * The consumer emits each change, and an empty message where there was none: the first one has the board list the
     * chats that are pinned already. What fails, be it the reading, comes to the handler, and is over when it works again.
     */
    private void watch(Account account) {
        String platform = account.platform();
        String changes =
                "chatpin:" + platform + "?delay={{board.delay}}&sendEmptyMessageWhenIdle=true&bridgeErrorHandler=true";
        String everyNowAndThen = "timer:" + platform + "?period={{board.delay}}";
        from(account.tellsPins() ? changes : everyNowAndThen)
                .routeId("watch-" + platform)
                .onException(Exception.class)
                .handled(true)
                .process(exchange -> board.read(platform, failure(exchange)))
                .end()
                .filter(body().isInstanceOf(PinChange.class))
                .process(exchange -> board.changed(exchange.getMessage().getBody(PinChange.class)))
                .end()
                .filter(exchange -> isTimeToList(account, exchange))
                .to("chatpin:" + platform + "?operation=list")
                .process(exchange -> board.listed(platform, listed(exchange)))
                .end()
                .process(exchange -> board.read(platform, null));
    }

    /** The body is a PinRequest, which names the chat and its state. A failure goes to the page that has asked. */
    private void pin(String platform) {
        from("direct:pin-" + platform)
                .routeId("pin-" + platform)
                .errorHandler(noErrorHandler())
                .to("chatpin:" + platform)
                .process(exchange -> board.note(
                        platform, Kind.DONE, words(exchange.getMessage().getBody(PinResult.class))));
    }

    /** The body is the list of the chats that shall be pinned, and no other. */
    private void sync(String platform) {
        from("direct:plan-" + platform)
                .routeId("plan-" + platform)
                .errorHandler(noErrorHandler())
                .to("chatpin:" + platform + "?operation=sync&dryRun=true");
        from("direct:sync-" + platform)
                .routeId("sync-" + platform)
                .errorHandler(noErrorHandler())
                .to("chatpin:" + platform + "?operation=sync")
                .process(exchange -> board.note(
                        platform, Kind.DONE, words(exchange.getMessage().getBody(PinSyncResult.class))));
    }

    /** After the last change of a reading; without a consumer each time, which asks the component's memory. */
    private boolean isTimeToList(Account account, Exchange exchange) {
        boolean moreFollow = Boolean.FALSE.equals(exchange.getProperty(Exchange.BATCH_COMPLETE, Boolean.class));
        return !account.tellsPins() || !moreFollow && board.needsListing(account.platform());
    }

    @SuppressWarnings("unchecked")
    private static List<PinnedChat> listed(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    private static String failure(Exchange exchange) {
        return Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .failure();
    }

    private String words(PinResult result) {
        return "The board has %s %s".formatted(result.pinned() ? "pinned" : "unpinned", board.named(result.chatId()));
    }

    private String words(PinSyncResult result) {
        List<String> parts = new ArrayList<>();
        add(parts, "pinned", result.pinned());
        add(parts, "unpinned", result.unpinned());
        add(parts, "kept", result.kept());
        add(parts, "left", result.left());
        return "The board has synced: " + String.join("; ", parts);
    }

    private void add(List<String> parts, String what, List<String> chats) {
        if (!chats.isEmpty()) {
            parts.add(what + " " + chats.stream().map(board::named).collect(Collectors.joining(", ")));
        }
    }
}
