package io.github.chatpin.example.operations;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;

/** Orders without end, with something to look at: a rush each minute, chats that cannot be pinned, a phone off line. */
final class Traffic extends RouteBuilder {

    private static final int CHATS = 400;
    private static final Duration PHONE_ON_LINE = Duration.ofMinutes(5);
    private static final Duration PHONE_CHANGES = Duration.ofMinutes(20);

    private final FakeRyzeApi gateway;
    private final Random random = new Random(24);
    private boolean isOffLine; // on the timer's thread

    Traffic(FakeRyzeApi gateway) {
        this.gateway = gateway;
    }

    @Override
    public void configure() {
        onException(Exception.class).handled(true); // the meters know
        from("timer:orders?period=1s")
                .setHeader(ChatPinConstants.CHAT_ID, this::anyChat)
                .setHeader(ChatPinConstants.PINNED, random::nextBoolean)
                .to("direct:bitrix24");
        from("timer:rush?delay=60s&period=60s")
                .setBody(exchange -> IntStream.range(1, CHATS)
                        .mapToObj(chat -> "chat" + chat)
                        .toList())
                .split(body())
                .parallelProcessing()
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .to("direct:bitrix24");
        from("timer:calls?period=4s")
                .setHeader(ChatPinConstants.CHAT_ID, constant("5511988880001"))
                .setHeader(ChatPinConstants.PINNED, random::nextBoolean)
                .to("direct:whatsapp");
        from("timer:phone?delay=%d&period=%d".formatted(PHONE_ON_LINE.toMillis(), PHONE_CHANGES.toMillis()))
                .process(exchange -> phoneChanges());
    }

    private String anyChat() {
        return random.nextInt(20) == 0 ? OperationsExample.FOREIGN_CHAT : "chat" + random.nextInt(1, CHATS);
    }

    private void phoneChanges() {
        if (isOffLine) {
            gateway.connect(gateway.instance());
        } else {
            gateway.disconnect(gateway.instance());
        }
        isOffLine = !isOffLine;
    }
}
