package io.github.chatpin.example.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.example.board.Board.Chat;
import io.github.chatpin.example.board.Board.Kind;
import io.vertx.ext.web.Router;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The page's files, and what the page asks for. */
final class PageRoutes extends RouteBuilder {

    private static final String FILES = "resource:classpath:io/github/chatpin/example/board/";
    private static final String PLATFORM = "platform";
    private static final int FIRST = -2;
    private static final int SECOND = -1;

    /** What the page sends to sync; without a word about it, it is a dry run. */
    record SyncOrder(List<String> chats, Boolean dryRun) {

        boolean isInEarnest() {
            return Boolean.FALSE.equals(dryRun);
        }
    }

    /** The answer to a sync, or to its dry run. */
    record SyncAnswer(List<Chat> pinned, List<Chat> unpinned, List<Chat> kept, List<Chat> left) {}

    private final List<Account> accounts;
    private final Board board;

    PageRoutes(List<Account> accounts, Board board) {
        this.accounts = accounts;
        this.board = board;
    }

    @Override
    public void configure() throws Exception {
        getContext().addStartupListener((context, alreadyStarted) -> guard());
        onException(JsonProcessingException.class)
                .handled(true)
                .setBody(constant(new Failures.Words("This is not the JSON that is expected here", false)))
                .marshal()
                .json()
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(400));
        onException(Exception.class)
                .handled(true)
                .process(this::failed)
                .marshal()
                .json();

        file("", "board.html", "text/html; charset=utf-8");
        file("board.css", "board.css", "text/css; charset=utf-8");
        file("board.js", "board.js", "text/javascript; charset=utf-8");
        from("platform-http:/api/state?httpMethodRestrict=GET&produces=application/json")
                .routeId("state")
                .removeHeaders("*")
                .setBody(exchange -> board.state())
                .marshal()
                .json();
        accounts.stream().map(Account::platform).forEach(this::orders);
    }

    /** Is called when the server has started, and before the first route takes requests from it. */
    private void guard() {
        Router router = getContext().getRegistry().findSingleByType(VertxPlatformHttpRouter.class);
        router.route().order(FIRST).handler(new Guard());
        router.get("/api/events").order(SECOND).handler(new EventStream(board));
    }

    private void file(String path, String name, String type) {
        from("platform-http:/" + path + "?httpMethodRestrict=GET")
                .routeId(name)
                .removeHeaders("*")
                .setBody()
                .constant(FILES + name)
                .setHeader(Exchange.CONTENT_TYPE, constant(type));
    }

    /** A form of another site cannot send JSON. */
    private void orders(String platform) {
        String address = "platform-http:/api/" + platform
                + "/%s?httpMethodRestrict=POST&consumes=application/json&produces=application/json";

        from(address.formatted("pin"))
                .routeId("page-pin-" + platform)
                .removeHeaders("*")
                .setProperty(PLATFORM, constant(platform))
                .unmarshal()
                .json(PinRequest.class)
                .to("direct:pin-" + platform)
                .marshal()
                .json();

        from(address.formatted("sync"))
                .routeId("page-sync-" + platform)
                .removeHeaders("*")
                .setProperty(PLATFORM, constant(platform))
                .unmarshal()
                .json(SyncOrder.class)
                .choice()
                .when(exchange -> order(exchange).isInEarnest())
                .setBody(exchange -> order(exchange).chats())
                .to("direct:sync-" + platform)
                .otherwise()
                .setBody(exchange -> order(exchange).chats())
                .to("direct:plan-" + platform)
                .end()
                .setBody(exchange -> titled(exchange.getMessage().getBody(PinSyncResult.class)))
                .marshal()
                .json();
    }

    private static SyncOrder order(Exchange exchange) {
        return exchange.getMessage().getBody(SyncOrder.class);
    }

    private SyncAnswer titled(PinSyncResult result) {
        return new SyncAnswer(
                board.titled(result.pinned()),
                board.titled(result.unpinned()),
                board.titled(result.kept()),
                board.titled(result.left()));
    }

    private void failed(Exchange exchange) {
        Failures.Words words = Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        String platform = exchange.getProperty(PLATFORM, String.class);
        if (platform != null) {
            board.note(platform, Kind.FAILED, words.failure());
        }
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, words.status());
        exchange.getMessage().setBody(words);
    }
}
