package io.github.chatpin.example.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends the board to a page, and again after each change, as server-sent events. No page holds a thread. */
final class EventStream implements Handler<RoutingContext> {

    private final JsonMapper json = new JsonMapper();
    private final Board board;

    EventStream(Board board) {
        this.board = board;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerResponse response = routing.response();
        Context context = routing.vertx().getOrCreateContext();
        AtomicBoolean isDue = new AtomicBoolean();
        Runnable changed = () -> {
            if (isDue.compareAndSet(false, true)) {
                context.runOnContext(now -> {
                    isDue.set(false);
                    send(response);
                });
            }
        };
        board.addListener(changed);
        response.closeHandler(gone -> board.removeListener(changed));
        response.drainHandler(mayGoOn -> changed.run());
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write("retry: 1000\n\n");
        send(response);
    }

    /** A page that is slow misses what is no longer true when it can take more. */
    private void send(HttpServerResponse response) {
        if (!response.closed() && !response.writeQueueFull()) {
            response.write("data: " + text() + "\n\n");
        }
    }

    private String text() {
        try {
            return json.writeValueAsString(board.state());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
