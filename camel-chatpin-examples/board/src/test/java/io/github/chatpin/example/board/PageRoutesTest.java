package io.github.chatpin.example.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {

    private static final String PIN = "{\"chatId\":\"chat5\",\"pinned\":true}";

    private static StandIns standIns;
    private static RunningBoard board;

    @BeforeAll
    static void start() throws Exception {
        standIns = new StandIns();
        board = new RunningBoard(standIns.environment());
        board.awaitChats("bitrix24", "chat17", "256", "chat88");
    }

    @AfterAll
    static void stop() {
        board.close();
        standIns.close();
    }

    private static int port() {
        return URI.create(board.url()).getPort();
    }

    private static String statusLine(String host, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|text/html", "board.css|text/css", "board.js|text/javascript", "api/state|application/json"})
    void servesItsFiles(String path, String type) throws Exception {
        HttpResponse<String> answer = board.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void showsNoSecret() throws Exception {
        String code = standIns.portal().webhookToken().substring(2);

        assertThat(board.get("api/state").body())
                .contains("chat17")
                .doesNotContain(code, standIns.gateway().token());
    }

    @Test
    void listensOnThisMachineOnly() throws Exception {
        assertThat(URI.create(board.url()).getHost()).isEqualTo("127.0.0.1");
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            if (!network.isLoopback()) {
                network.inetAddresses().forEach(address -> assertThat(answersAt(new InetSocketAddress(address, port())))
                        .as(address.toString())
                        .isFalse());
            }
        }
    }

    private static boolean answersAt(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/board.js", "/api/state", "/api/events"})
    void answersUnderItsOwnNameOnly(String path) throws Exception {
        assertThat(statusLine("board.example:" + port(), path)).contains(" 403 ");
        assertThat(statusLine("127.0.0.1:1", path)).contains(" 403 ");
        assertThat(statusLine("localhost:" + port(), path)).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example", "http://127.0.0.1:1", "null"})
    void takesNoOrderFromAPageElsewhere(String origin) throws Exception {
        assertThat(board.order("bitrix24/pin", PIN, "Origin", origin).status()).isEqualTo(403);
        assertThat(standIns.portal().isPinned("chat5")).isFalse();
    }

    @Test
    void takesOrdersFromItsOwnPage() throws Exception {
        String origin = board.url().substring(0, board.url().length() - 1);

        assertThat(board.order("bitrix24/pin", "{\"chatId\":\"chat17\"}", "Origin", origin)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesNoForm() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create(board.url() + "api/bitrix24/pin"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(PIN))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(form, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(415);
        assertThat(standIns.portal().isPinned("chat5")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"chat\":\"chat5\"}", "[]"})
    void saysThatItUnderstandsNothing(String body) throws Exception {
        RunningBoard.Answer answer = board.order("bitrix24/pin", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("failure").asText()).isEqualTo("This is not the JSON that is expected here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/bitrix24/pin", "api/nowhere/pin", "application.properties", "board.html"})
    void hasNothingElseToGet(String path) throws Exception {
        assertThat(board.get(path).statusCode()).isIn(404, 405);
    }

    @Test
    void sendsTheBoardAndThenEachChange() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(board.url() + "api/events")).build();
        HttpResponse<Stream<String>> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        try (Stream<String> lines = answer.body()) {
            Iterator<String> events =
                    lines.filter(line -> line.startsWith("data: {")).iterator();
            assertThat(events.next()).contains("\"chatId\":\"chat17\"").doesNotContain("Chat 77");

            standIns.pin("chat77", true);

            String event = events.next();
            while (!event.contains("Chat 77 (chat77) is pinned")) {
                event = events.next();
            }
            assertThat(event).contains("{\"chatId\":\"chat77\",\"title\":\"Chat 77\"}");
        }
    }
}
