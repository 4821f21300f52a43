package io.github.chatpin.camel.spi;

import java.net.URI;
import java.util.Map;

/**
 * An HTTP request: a POST with a JSON body, or a GET without one.
 *
 * @param uri     the address; it may contain a credential
 * @param headers further headers; they may contain a credential
 * @param body    the JSON, in UTF-8; it may contain a credential; {@code null} for a GET
 * @param longestAnswer the most bytes that its answer may have; a longer one is none
 */
public record UpstreamRequest(URI uri, Map<String, String> headers, byte[] body, int longestAnswer) {

    /** What the answer to pins may have: 1 MiB. Fifty in a batch answer with some 20 KB. */
    public static final int SHORT_ANSWER = 1 << 20;

    /** What the answer to a reading may have: 16 MiB. */
    public static final int LONG_ANSWER = 16 << 20;

    /** Returns a request whose answer is short. */
    public UpstreamRequest(URI uri, Map<String, String> headers, byte[] body) {
        this(uri, headers, body, SHORT_ANSWER);
    }

    /** Returns a request without a body. */
    public static UpstreamRequest get(URI uri) {
        return new UpstreamRequest(uri, Map.of(), null);
    }

    /** Returns the HTTP method. */
    public String method() {
        return body == null ? "GET" : "POST";
    }

    /** Says where the request goes, without a credential. */
    @Override
    public String toString() {
        return method() + " " + uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
