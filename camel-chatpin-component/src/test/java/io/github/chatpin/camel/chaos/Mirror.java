package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.core.ConditionTimeoutException;

/** A portal's first chats, pinned in WhatsApp by a route that starts when the portal's pins change. */
final class Mirror {

    private static final int PLACES = 3;
    private static final Duration A_WHILE = Duration.ofSeconds(30); // two readings and two syncs, on a busy machine

    private final FakeBitrix24 portal;
    private final FakeGateway gateway;
    private final String watch;
    private final String list;
    private final String sync;

    /**
     * @param watch what the consumer reads
     * @param list  tells which chats are pinned in the portal
     * @param sync  makes them the pinned ones in WhatsApp
     */
    Mirror(FakeBitrix24 portal, FakeGateway gateway, String watch, String list, String sync) {
        this.portal = portal;
        this.gateway = gateway;
        this.watch = watch;
        this.list = list;
        this.sync = sync;
    }

    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(watch).routeId("watch").to("direct:mirror");
                from("timer:mirror?period=1000").to("direct:mirror");
                from("direct:mirror")
                        .removeHeaders("CamelChatPin*")
                        .to(list)
                        .process(Mirror::firstThree)
                        .to(sync);
            }
        };
    }

    private static void firstThree(Exchange exchange) {
        exchange.getMessage()
                .setBody(exchange.getMessage().getBody(List.class).stream()
                        .limit(PLACES)
                        .map(chat -> phoneOf(((PinnedChat) chat).chatId()))
                        .toList());
    }

    static String phoneOf(String chat) {
        return "5511" + (900_000_000 + Integer.parseInt(chat.substring("chat".length())));
    }

    /** Returns what is wrong when the portal has come to rest. */
    List<String> wrongs() {
        try {
            Mischief.await(A_WHILE, () -> wanted().equals(new HashSet<>(gateway.pinnedChats())));
            return List.of();
        } catch (ConditionTimeoutException e) {
            return List.of("a portal that rests has %s, and WhatsApp %s".formatted(wanted(), gateway.pinnedChats()));
        }
    }

    private HashSet<String> wanted() {
        return new HashSet<>(portal.pinnedDialogs().stream()
                .limit(PLACES)
                .map(chat -> phoneOf(chat) + "@s.whatsapp.net")
                .toList());
    }
}
