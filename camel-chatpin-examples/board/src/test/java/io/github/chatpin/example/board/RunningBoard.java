package io.github.chatpin.example.board;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.example.board.Board.Chat;
import io.github.chatpin.example.board.Board.Column;
import io.github.chatpin.example.board.Board.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.RoutesBuilder;

/** A board at a free port, and what a page asks of it. */
final class RunningBoard implements AutoCloseable {

    /** An answer; the body is missing where it is no JSON. */
    record Answer(int status, JsonNode json) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final BoardApplication application;

    RunningBoard(Map<String, String> environment, RoutesBuilder... others) throws Exception {
        Properties settings = BoardExample.settings(Map.of("BOARD_PORT", "0", "BOARD_DELAY", "200"), "");
        application = new BoardApplication(Accounts.of(environment), settings, others);
        application.start();
    }

    String url() {
        return application.url();
    }

    Column column(String platform) {
        return application.board().state().columns().stream()
                .filter(column -> column.platform().equals(platform))
                .findFirst()
                .orElseThrow();
    }

    List<String> chats(String platform) {
        List<Chat> chats = column(platform).chats();
        return chats == null
                ? List.of("not read yet")
                : chats.stream().map(Chat::chatId).toList();
    }

    List<String> log() {
        return application.board().state().log().stream().map(Entry::text).toList();
    }

    void awaitChats(String platform, String... chats) {
        await().atMost(20, SECONDS).until(() -> chats(platform).equals(List.of(chats)));
    }

    void awaitColumn(String platform, Predicate<Column> expected) {
        await().atMost(20, SECONDS).until(() -> expected.test(column(platform)));
    }

    Answer order(String what, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "api/" + what))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        boolean isJson = answer.body().startsWith("{");
        return new Answer(answer.statusCode(), isJson ? json.readTree(answer.body()) : json.missingNode());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url() + path)).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        application.close();
    }
}
