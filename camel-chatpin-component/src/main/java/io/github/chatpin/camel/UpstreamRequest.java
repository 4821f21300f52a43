package io.github.chatpin.camel;

import java.net.URI;
import java.util.Map;

/**
 * An HTTP POST with a JSON body.
 *
 * @param uri     the address; it may contain a credential
 * @param headers further headers; they may contain a credential
 * @param body    the JSON, in UTF-8; it may contain a credential
 */
public record UpstreamRequest(URI uri, Map<String, String> headers, byte[] body) {

    /** Says where the request goes, without a credential. */
    @Override
    public String toString() {
        return "POST " + uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
