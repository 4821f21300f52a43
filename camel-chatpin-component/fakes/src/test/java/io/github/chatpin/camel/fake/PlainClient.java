package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An HTTP client that shares no code with the fakes. */
final class PlainClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An answer, its body read as JSON; null where the body is not JSON. */
    record Reply(int status, JsonNode json, HttpResponse<String> raw) {

        String error() {
            return json.path("error").asText();
        }

        String message() {
            return json.path("error").path("message").asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper();

    Reply postJson(String url, String body, String... headers) {
        return join(postJsonLater(url, body, headers));
    }

    CompletableFuture<Reply> postJsonLater(String url, String body, String... headers) {
        return send(
                request(url, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    Reply postForm(String url, String body, String... headers) {
        return join(send(request(url, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))));
    }

    Reply postMultipart(String url, String name, String value) {
        return join(send(request(url)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .POST(BodyPublishers.ofString("--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n"
                        + value + "\r\n--edge--\r\n"))));
    }

    Reply postOfNoType(String url, String body, String... headers) {
        return join(send(request(url, headers).POST(BodyPublishers.ofString(body))));
    }

    Reply options(String url) {
        return join(send(request(url).method("OPTIONS", BodyPublishers.noBody())));
    }

    Reply get(String url, String... headers) {
        return join(getLater(url, headers));
    }

    CompletableFuture<Reply> getLater(String url, String... headers) {
        return send(request(url, headers).GET());
    }

    static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static HttpRequest.Builder request(String url, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private CompletableFuture<Reply> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(this::read);
    }

    private Reply read(HttpResponse<String> response) {
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/json"))
                .isPresent();
        return new Reply(response.statusCode(), isJson ? json(response.body()) : null, response);
    }

    private JsonNode json(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }
}
