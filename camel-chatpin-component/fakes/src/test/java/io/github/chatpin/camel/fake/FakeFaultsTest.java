package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FakeFaultsTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    private final PlainClient client = new PlainClient();

    @Test
    void answersAsScriptedInOrder(FakeBitrix24 bitrix24) {
        bitrix24.nextFaults(Fault.status(502, "{}"), Fault.none(), Fault.html(504));

        assertThat(pin("chat1").status()).isEqualTo(502);
        assertThat(bitrix24.isPinned("chat1")).isFalse();
        assertThat(pin("chat1").status()).isEqualTo(200);
        assertThat(pin("chat1").raw().body()).startsWith("<html>");
        assertThat(pin("chat1").status()).isEqualTo(200);
    }

    @Test
    void repeatsAFault(FakeBitrix24 bitrix24) {
        bitrix24.failNext(Fault.status(503, "{\"error\":\"OVERLOAD_LIMIT\"}", Map.of("Retry-After", "9")), 2);

        assertThat(pin("chat1").header("Retry-After")).isEqualTo("9");
        assertThat(pin("chat1").error()).isEqualTo("OVERLOAD_LIMIT");
        assertThat(pin("chat1").status()).isEqualTo(200);
    }

    @Test
    void failsTheRequestsThatFit(FakeBitrix24 bitrix24) {
        bitrix24.faultWhen(request -> request.parameter("DIALOG_ID").equals(Optional.of("chat2")), Fault.empty(200));

        assertThat(pin("chat1").json().path("result").asBoolean()).isTrue();
        assertThat(pin("chat2").raw().body()).isEmpty();
        assertThat(pin("chat2").status()).isEqualTo(200);
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat1");
    }

    @Test
    void redirects(FakeBitrix24 bitrix24) {
        bitrix24.nextFaults(Fault.redirect("https://renamed.example/rest/"));

        PlainClient.Reply reply = pin("chat1");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("https://renamed.example/rest/");
    }

    @Test
    void cutsTheAnswerInHalf(FakeBitrix24 bitrix24) {
        bitrix24.nextFaults(Fault.truncatedJson());

        PlainClient.Reply reply = pin("chat1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).isNull();
        assertThat(reply.raw().body()).startsWith("{\"result\":true");
        assertThat(bitrix24.isPinned("chat1")).isTrue();
    }

    static List<Fault> brokenConnections() {
        return List.of(
                Fault.reset(),
                Fault.connectionClosed(),
                Fault.garbage(),
                Fault.malformedChunk(),
                Fault.appliedThenReset());
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void breaksTheConnection(Fault fault) {
        BITRIX24.fake().failNext(fault, 2); // the client itself repeats a request once whose connection was closed

        assertThatThrownBy(() -> pin("chat1"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(BITRIX24.fake().requests())
                .extracting(RecordedRequest::status)
                .containsOnly(0);
        assertThat(BITRIX24.fake().isPinned("chat1")).isEqualTo(fault.equals(Fault.appliedThenReset()));
    }

    @Test
    void cutsACompressedAnswerInHalf(FakeBitrix24 bitrix24) throws IOException {
        bitrix24.nextFaults(Fault.truncatedJson());

        try (InputStream body = new GZIPInputStream(askingForGzip(bitrix24).getInputStream())) {
            assertThat(new String(body.readAllBytes(), UTF_8))
                    .startsWith("{\"result\":{")
                    .doesNotEndWith("}");
        }
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void breaksTheConnectionOfAClientThatAsksForGzip(Fault fault) {
        BITRIX24.fake().failNext(fault, 2); // the client itself repeats a request once whose connection was closed

        assertThatThrownBy(() -> askingForGzip(BITRIX24.fake()).getInputStream().readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void hangsUntilReleasedWhileOthersAreServed(FakeBitrix24 bitrix24) {
        bitrix24.faultWhen(request -> request.parameter("DIALOG_ID").orElse("").startsWith("chat9"), Fault.hang());

        List<CompletableFuture<PlainClient.Reply>> hung =
                IntStream.range(0, 60).mapToObj(i -> pinLater("chat9" + i)).toList();
        pinUntilAllHang(bitrix24, 60);

        assertThat(hung).noneMatch(CompletableFuture::isDone);
        assertThat(bitrix24.pinnedDialogs()).containsExactly("chat1");

        bitrix24.release();

        assertThat(hung).allMatch(reply -> PlainClient.join(reply).status() == 200);
    }

    @Test
    void appliesBeforeItHangs(FakeBitrix24 bitrix24) {
        bitrix24.faultWhen(
                request -> request.parameter("DIALOG_ID").orElse("").equals("chat91"), Fault.appliedThenHang());

        CompletableFuture<PlainClient.Reply> hung = pinLater("chat91");
        while (!bitrix24.isPinned("chat91")) {
            Thread.onSpinWait();
        }

        assertThat(hung).isNotDone();
        bitrix24.reset();
        assertThatThrownBy(() -> PlainClient.join(hung)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void breaksHungRequestsWhenClosed() {
        FakeBitrix24 other = FakeBitrix24.start();
        other.failNext(Fault.hang(), 2);
        CompletableFuture<PlainClient.Reply> hung = client.postJsonLater(url(other), body("chat1"));
        while (other.requests().isEmpty()) {
            Thread.onSpinWait();
        }

        other.close();

        assertThatThrownBy(() -> PlainClient.join(hung)).hasCauseInstanceOf(IOException.class);
        assertThat(other.pinnedDialogs()).isEmpty();
    }

    @Test
    void answersLate(FakeBitrix24 bitrix24) {
        bitrix24.nextFaults(Fault.delay(Duration.ofMillis(20)));

        assertThat(pin("chat1").status()).isEqualTo(200);
        assertThat(bitrix24.isPinned("chat1")).isTrue();
    }

    @Test
    void keepsFaultsForRequestsThatTheLimitLetsIn() {
        try (FakeBitrix24 limited =
                FakeBitrix24.builder().clock(new FakeClock()).limit(1, 1).start()) {
            limited.fillBucket(1);
            limited.nextFaults(Fault.status(500, "{}"));

            assertThat(client.postJson(url(limited), body("chat1")).status()).isEqualTo(503);
            assertThat(client.get(limited.tokenUrl()).status()).isEqualTo(500);
        }
    }

    @Test
    void keepsRateLimitHeadersOnScriptedAnswersOfTheUpstream() {
        try (FakeRyzeApi ryze = FakeRyzeApi.start()) {
            ryze.nextFaults(Fault.status(500, "{}", Map.of("x-ratelimit-remaining", "77")), Fault.html(502));
            String pinUrl = ryze.url() + "/api/chat/pinChat/acme";

            PlainClient.Reply own = client.postJson(pinUrl, "{}", "token", ryze.token());
            PlainClient.Reply proxys = client.postJson(pinUrl, "{}", "token", ryze.token());

            assertThat(own.header("X-RateLimit-Limit")).isEqualTo("100");
            assertThat(own.header("X-RateLimit-Remaining")).isEqualTo("77");
            assertThat(proxys.header("X-RateLimit-Limit")).isEmpty();
        }
    }

    /** Serves other requests all the while. */
    private void pinUntilAllHang(FakeBitrix24 bitrix24, int count) {
        long hung;
        do {
            assertThat(pin("chat1").status()).isEqualTo(200);
            hung = bitrix24.requests().stream()
                    .filter(request -> request.status() == 0)
                    .count();
        } while (hung < count);
    }

    private PlainClient.Reply pin(String dialogId) {
        return PlainClient.join(pinLater(dialogId));
    }

    private CompletableFuture<PlainClient.Reply> pinLater(String dialogId) {
        return client.postJsonLater(url(BITRIX24.fake()), body(dialogId));
    }

    private static HttpURLConnection askingForGzip(FakeBitrix24 bitrix24) throws IOException {
        URI profile = URI.create(url(bitrix24).replace("im.recent.pin", "profile"));
        HttpURLConnection connection = (HttpURLConnection) profile.toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setReadTimeout(20_000);
        return connection;
    }

    private static String url(FakeBitrix24 bitrix24) {
        return bitrix24.url() + "/rest/" + bitrix24.webhookToken() + "/im.recent.pin";
    }

    private static String body(String dialogId) {
        return "{\"DIALOG_ID\":\"" + dialogId + "\",\"PIN\":\"Y\"}";
    }
}
