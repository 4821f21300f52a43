package io.github.chatpin.example.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakesExampleTest {

    private static final InputStream NO_INPUT = InputStream.nullInputStream();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();

    /** What is done while the stand-in runs. */
    private interface Visit {
        void pay(Map<String, String> settings) throws IOException, InterruptedException;
    }

    @Test
    void printsHowToReachBitrix24() throws Exception {
        int status = run(NO_INPUT, "bitrix24");

        assertThat(status).isZero();
        assertThat(settings())
                .containsOnlyKeys(
                        "BITRIX24_URL",
                        "BITRIX24_HTTPS_URL",
                        "BITRIX24_AUTHORIZATION_TOKEN",
                        "BITRIX24_WEBHOOK_URL",
                        "BITRIX24_HTTPS_WEBHOOK_URL",
                        "BITRIX24_CLIENT_ID",
                        "BITRIX24_CLIENT_SECRET",
                        "BITRIX24_ACCESS_TOKEN",
                        "BITRIX24_REFRESH_TOKEN",
                        "BITRIX24_TOKEN_URL")
                .doesNotContainValue("");
    }

    @Test
    void printsHowToReachRyzeApi() throws Exception {
        int status = run(NO_INPUT, "ryzeapi");

        assertThat(status).isZero();
        assertThat(settings())
                .containsOnlyKeys(
                        "RYZEAPI_URL",
                        "RYZEAPI_HTTPS_URL",
                        "RYZEAPI_INSTANCE",
                        "RYZEAPI_TOKEN",
                        "RYZEAPI_ACCOUNT_TOKEN")
                .doesNotContainValue("");
    }

    @Test
    void tellsWhatHasArrivedAtBitrix24() throws Exception {
        run(
                visitor(settings -> {
                    String webhook = settings.get("BITRIX24_WEBHOOK_URL");
                    post(webhook + "im.recent.pin", "{\"DIALOG_ID\":\"chat17\"}");
                    post(webhook + "im.recent.pin", "{}");
                    post(webhook + "batch", "{\"cmd\":{\"a\":\"im.recent.pin?DIALOG_ID=chat18\"}}");
                    post(settings.get("BITRIX24_URL") + "/somewhere", "{}");
                }),
                "bitrix24");

        assertThat(account())
                .containsExactly(
                        "# requests: 4, over the rate limit: 0, violations: 1",
                        "#   batch: 1 answered with 200, 1 commands",
                        "#   im.recent.pin: 1 answered with 200, 1 answered with 400",
                        "#   unknown path: 1 answered with 404",
                        "#   violation: unknown path: POST /somewhere (1)",
                        "# pinned dialogs: 2, pinned open lines: 0, renewals of tokens: 0");
    }

    @Test
    void tellsWhatHasArrivedAtRyzeApi() throws Exception {
        run(
                visitor(settings -> post(
                        settings.get("RYZEAPI_URL") + "/api/chat/pinChat/" + settings.get("RYZEAPI_INSTANCE"),
                        "{\"number\":\"5511999999999\",\"pin\":true}",
                        "token",
                        settings.get("RYZEAPI_TOKEN"))),
                "ryzeapi");

        assertThat(account())
                .containsExactly(
                        "# requests: 1, over the rate limit: 0, violations: 0",
                        "#   pinChat: 1 answered with 200",
                        "# pinned chats: 1, overlapping changes refused: 0");
    }

    @ParameterizedTest
    @CsvSource({
        "bitrix24, 'Bitrix24, 50 requests and 2 more a second, at most 45 pinned dialogs'",
        "bitrix24 --plan standard --pin-cap 7, 'Bitrix24, 50 requests and 2 more a second, at most 7 pinned dialogs'",
        "bitrix24 --plan enterprise, 'Bitrix24, 250 requests and 5 more a second, at most 45 pinned dialogs'",
        "bitrix24 --plan unlimited, 'Bitrix24, no rate limit, at most 45 pinned dialogs'",
        "ryzeapi, 'RyzeAPI, 100 requests a minute per token, at most 3 pinned chats'",
        "ryzeapi --unlimited, 'RyzeAPI, no rate limit, at most 3 pinned chats'"
    })
    void saysWhichLimitsItHas(String line, String description) throws Exception {
        run(NO_INPUT, line.split(" "));

        assertThat(lines()).startsWith("# " + description);
    }

    @Test
    void keepsThePinCap() throws Exception {
        run(
                visitor(settings -> {
                    post(settings.get("BITRIX24_WEBHOOK_URL") + "im.recent.pin", "{\"DIALOG_ID\":\"chat1\"}");
                    post(settings.get("BITRIX24_WEBHOOK_URL") + "im.recent.pin", "{\"DIALOG_ID\":\"chat2\"}");
                }),
                "bitrix24",
                "--pin-cap",
                "1");

        assertThat(account()).last().asString().startsWith("# pinned dialogs: 1,");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'Which stand-in? bitrix24 or ryzeapi'",
        "telegram, 'There is no stand-in telegram, only bitrix24 and ryzeapi'",
        "bitrix24 --port, '--port needs a value'",
        "bitrix24 --port http, '--port must be a whole number: http'",
        "bitrix24 --https-port 65536, 'httpsPort must be from 0 to 65535: 65536'",
        "bitrix24 --pin-cap -1, 'pinCap must not be negative: -1'",
        "bitrix24 --plan free, '--plan must be standard, enterprise or unlimited: free'",
        "ryzeapi --plan standard, 'ryzeapi has no option --plan, only --port, --https-port, --unlimited, --no-input'"
    })
    void saysWhatIsWrongWithTheCommandLine(String line, String message) throws Exception {
        int status = run(NO_INPUT, line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith(message + "\nbitrix24 [--port n]");
        assertThat(lines()).isEmpty();
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int status = run(NO_INPUT, "bitrix24", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(status).isEqualTo(1);
            assertThat(err.toString(UTF_8)).isEqualTo("Cannot start: Address already in use\n");
        }
    }

    @Test
    void listsTheOptions() throws Exception {
        int status = run(NO_INPUT, "--help");

        assertThat(status).isZero();
        assertThat(lines()).anyMatch(line -> line.startsWith("ryzeapi [--port n]"));
    }

    private int run(InputStream in, String... args) throws Exception {
        return new FakesExample(in, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
                .run(List.of(args));
    }

    /** Standard input that ends when the visit is over. */
    private InputStream visitor(Visit visit) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    visit.pay(settings());
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return -1;
            }
        };
    }

    private void post(String url, String json, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private Map<String, String> settings() {
        return lines().stream()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    /** What is printed at the end. */
    private List<String> account() {
        List<String> lines = lines();
        int ending = lines.indexOf("# HTTPS has a self-signed certificate that names no host. Ctrl-C stops it.");
        return lines.subList(ending + 1, lines.size());
    }
}
