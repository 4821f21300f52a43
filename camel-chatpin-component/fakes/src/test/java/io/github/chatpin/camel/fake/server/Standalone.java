package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The stand-ins with their control server, and a client of both that knows HTTP and JSON only. */
final class Standalone implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    /** An answer; without a body its JSON is a missing node. */
    record Reply(int status, HttpHeaders headers, JsonNode json) {

        String error() {
            return json.path("error").asText();
        }
    }

    private final Server server;
    private final JsonNode access;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();

    private Standalone(Server server) {
        this.server = server;
        this.access = server.access();
    }

    static Standalone start(String... arguments) {
        try {
            return new Standalone(Server.start(Arguments.of(List.of(arguments))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String url() {
        return access.path("control").path("url").asText();
    }

    JsonNode bitrix24() {
        return access.path("bitrix24");
    }

    JsonNode whatsApp() {
        return access.path("whatsapp");
    }

    /** What a client of one of the other gateways needs. */
    JsonNode access(String gateway) {
        return access.path(gateway);
    }

    Reply get(String path) {
        return getForeign(url() + path);
    }

    /** Asks another server than the control server. */
    Reply getForeign(String url, String... headers) {
        return join(send(request(url).GET(), headers));
    }

    Reply post(String path, String body) {
        return join(send(request(url() + path).POST(BodyPublishers.ofString(body))));
    }

    Reply delete(String path) {
        return join(send(request(url() + path).DELETE()));
    }

    JsonNode state(String upstream) {
        return get("/" + upstream + "/state").json();
    }

    Reply callBitrix24(String method, String body) {
        return join(callBitrix24Later(method, body));
    }

    CompletableFuture<Reply> callBitrix24Later(String method, String body) {
        return postJson(bitrix24().path("webhookUrl").asText() + method, body);
    }

    Reply pinDialog(String dialogId) {
        return callBitrix24("im.recent.pin", "{\"DIALOG_ID\":\"" + dialogId + "\"}");
    }

    Reply pinChat(String number) {
        return pinChat(
                whatsApp().path("instance").asText(), whatsApp().path("token").asText(), number);
    }

    Reply pinChat(String instance, String token, String number) {
        return join(pinChatLater(instance, token, number));
    }

    CompletableFuture<Reply> pinChatLater(String instance, String token, String number) {
        return postJson(
                whatsApp().path("gatewayUrl").asText() + "/api/chat/pinChat/" + instance,
                "{\"number\":\"" + number + "\",\"pin\":true}",
                "token",
                token);
    }

    /** Asks another server than the control server. */
    Reply postForeign(String url, String body, String... headers) {
        return join(postJson(url, body, headers));
    }

    static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        server.close();
    }

    private CompletableFuture<Reply> postJson(String url, String body, String... headers) {
        return send(
                request(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), headers);
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private CompletableFuture<Reply> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::read);
    }

    private Reply read(HttpResponse<String> response) {
        try {
            return new Reply(response.statusCode(), response.headers(), mapper.readTree(response.body()));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
