package io.github.chatpin.camel.fake.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {

    private static final Standalone STANDALONE = Standalone.start();

    @BeforeEach
    void reset() {
        STANDALONE.post("/reset", "");
    }

    @AfterAll
    static void stop() {
        STANDALONE.close();
    }

    @Test
    void tellsTheStateOfBothWithoutSecrets() {
        STANDALONE.pinDialog("chat17");
        STANDALONE.pinChat("5511999999999");

        String state = STANDALONE.get("/state").json().toString();

        assertThat(state)
                .contains("\"pinned\":[\"chat17\"]", "\"pinned\":[\"5511999999999@s.whatsapp.net\"]")
                .doesNotContain(
                        STANDALONE.bitrix24().path("authorizationToken").asText(),
                        STANDALONE.whatsApp().path("token").asText());
    }

    @Test
    void tellsAddressesAndCredentialsAsTheyAreNow() {
        String refreshToken = STANDALONE.bitrix24().path("refreshToken").asText();
        STANDALONE.get("/access");
        String form = "grant_type=refresh_token&client_id="
                + STANDALONE.bitrix24().path("clientId").asText() + "&client_secret="
                + STANDALONE.bitrix24().path("clientSecret").asText() + "&refresh_token=" + refreshToken;
        STANDALONE.getForeign(STANDALONE.bitrix24().path("tokenUrl").asText() + "?" + form);

        assertThat(STANDALONE
                        .get("/access")
                        .json()
                        .path("bitrix24")
                        .path("refreshToken")
                        .asText())
                .startsWith("rt-")
                .isNotEqualTo(refreshToken);
    }

    @Test
    void resetsBoth() {
        STANDALONE.pinDialog("chat17");
        STANDALONE.pinChat("5511999999999");

        STANDALONE.post("/reset", "{}");

        assertThat(STANDALONE.state("bitrix24").path("pinned")).isEmpty();
        assertThat(STANDALONE.state("whatsapp").path("requests").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/state/", "/bitrix24", "/bitrix24/dialogs", "/bitrix24/dialogs/chat1/more"})
    void knowsNoOtherPaths(String path) {
        Standalone.Reply reply = STANDALONE.get(path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("there is nothing at " + path);
    }

    @Test
    void namesTheMethodsThatAPathHas() {
        Standalone.Reply reply = STANDALONE.get("/bitrix24/faults");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.error()).isEqualTo("only POST, DELETE here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/reset                     | []                            | the body must be a JSON object",
                "/reset                     | {} {}                         | the body must be a JSON object",
                "/reset                     | {\"both\":true}               | there is no field both here",
                "/clock                     | {}                            | advanceSeconds must be a whole number from 0 to 1000000000",
                "/clock                     | {\"advanceSeconds\":\"1\"}    | advanceSeconds must be a whole number from 0 to 1000000000",
                "/clock                     | {\"advanceSeconds\":1.5}      | advanceSeconds must be a whole number from 0 to 1000000000",
                "/clock                     | {\"advanceSeconds\":-1}       | advanceSeconds must be a whole number from 0 to 1000000000",
                "/clock                     | {\"seconds\":1}               | there is no field seconds here, only advanceSeconds",
                "/bitrix24/dialogs/chat1    | {\"state\":\"gone\"}          | state must be recent, hidden, denied, notMember or unknown",
                "/bitrix24/dialogs/nonsense | {\"state\":\"hidden\"}        | not a dialog id: nonsense",
                "/bitrix24/open-lines/x     | {\"open\":true}               | the chat's id must be a whole number, 1 or more: x",
                "/bitrix24/operator         | {\"operator\":\"no\"}         | operator must be true or false",
                "/bitrix24/refuse-renewal   | {}                            | error must be text that is not empty",
                "/whatsapp/instances        | {\"name\":\"acme\"}           | there is an instance of this name already: acme",
                "/whatsapp/instances/x/connect | {}                         | no such instance: x"
            })
    void namesWhatIsWrong(String path, String body, String message) {
        Standalone.Reply reply = STANDALONE.post(path, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo(message);
    }

    @Test
    void refusesABodyWithoutEnd() {
        Standalone.Reply reply = STANDALONE.post("/reset", " ".repeat(1_000_001));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("the body must not be longer than 1000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: localhost:8080",
                "Host: 127.0.0.1",
                "Host: [::1]:8080",
                "Host: localhost:8080\r\nOrigin: http://localhost:8080"
            })
    void servesThisMachine(String headers) throws IOException {
        assertThat(statusLine(headers)).isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Host: example.org",
                "Host: localhost.example.org",
                "Host: 127.0.0.1.example.org",
                "Host: 192.168.0.7:8080",
                "Host: localhost:8080\r\nOrigin: http://example.org",
                "Host: localhost:8080\r\nOrigin: https://localhost:8080",
                "Host: localhost:8080\r\nOrigin: http://localhost:8081",
                "Host: localhost:8080\r\nOrigin: http://127.0.0.1:8080",
                "Host: localhost:8080\r\nOrigin: null"
            })
    void refusesWhatAPageFromElsewhereAsks(String headers) throws IOException {
        assertThat(statusLine(headers)).isEqualTo("HTTP/1.1 403 Forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/page.css, text/css; charset=utf-8",
        "/page.js, text/javascript; charset=utf-8"
    })
    void hasAPageThatLoadsNothingFromElsewhere(String path, String contentType) throws Exception {
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(STANDALONE.url() + path))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue(contentType);
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';");
        assertThat(page.body()).doesNotContain("://", "innerHTML", "style=", "onclick");
    }

    /** A request with these headers only, which the JDK's client would not send. */
    private static String statusLine(String headers) throws IOException {
        URI address = URI.create(STANDALONE.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("GET /state HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
