package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request as it came in, secrets and all. It never leaves the fake.
 *
 * @param httpMethod the HTTP method
 * @param secure whether it came over HTTPS
 * @param path the path as sent
 * @param query the query as sent, without its question mark
 * @param headers the headers; names in lower case
 * @param body the body as text, that of a multipart form as the same form URL-encoded
 * @param receivedAt when it arrived
 */
record IncomingRequest(
        String httpMethod,
        boolean secure,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        Instant receivedAt) {

    static IncomingRequest of(Request request, Instant receivedAt) {
        String url = request.getUrl();
        int queryMark = url.indexOf('?');
        return new IncomingRequest(
                request.getMethod().getName(),
                "https".equalsIgnoreCase(request.getScheme()),
                queryMark < 0 ? url : url.substring(0, queryMark),
                queryMark < 0 ? "" : url.substring(queryMark + 1),
                headersOf(request),
                request.isMultipart() ? urlEncoded(request.getParts()) : request.getBodyAsString(),
                receivedAt);
    }

    /** The address that the client knows this server by, without a slash at the end. */
    String origin() {
        return (secure ? "https://" : "http://") + host();
    }

    /** Host and port that the client knows this server by. */
    String host() {
        return headers.getOrDefault("host", "");
    }

    boolean isPost() {
        return "POST".equals(httpMethod);
    }

    boolean isGet() {
        return "GET".equals(httpMethod);
    }

    boolean isOptions() {
        return "OPTIONS".equals(httpMethod);
    }

    boolean hasJson() {
        return contentType().startsWith("application/json");
    }

    boolean hasContentType() {
        return !contentType().isEmpty();
    }

    boolean hasForm() {
        return contentType().startsWith("application/x-www-form-urlencoded")
                || contentType().startsWith("multipart/form-data");
    }

    private String contentType() {
        return headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
    }

    private static String urlEncoded(Collection<Request.Part> parts) {
        return parts.stream()
                .map(part ->
                        encode(part.getName()) + "=" + encode(part.getBody().asString()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static Map<String, String> headersOf(Request request) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), String.join(", ", header.values()));
        }
        return headers;
    }
}
