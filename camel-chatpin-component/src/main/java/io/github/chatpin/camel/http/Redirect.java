package io.github.chatpin.camel.http;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamAnswer;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.net.URI;

/** A redirect is never followed: the request carries a credential, and a renamed portal is for the operator to know. */
public final class Redirect {

    private Redirect() {}

    /** Returns the failure for a redirect; it names the new host, and nothing else of the new address. */
    public static UpstreamUnavailableException refused(
            String account, UpstreamAnswer answer, Origin origin, Redaction redaction) {
        return new UpstreamUnavailableException(message(account, answer, redaction), origin, false);
    }

    /** Returns what to say of a redirect of an upstream. */
    public static String message(String upstream, UpstreamAnswer answer, Redaction redaction) {
        String host = redaction.clean(host(answer.headers().get("location")));
        return "%s redirects to %s (status %d), which is not followed; if it was renamed, configure the new address"
                .formatted(upstream, host == null ? "an unknown host" : host, answer.status());
    }

    private static String host(String location) {
        try {
            return location == null ? null : URI.create(location).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
