package io.github.chatpin.camel.http;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A redirect is never followed: the request carries a credential, and a renamed portal is for the operator to know. */
public final class Redirect {

    // A backslash ends the authority as well, as it does for browsers.
    private static final Pattern ADDRESS =
            Pattern.compile("([A-Za-z][A-Za-z\\d+.-]*:)?//(?<authority>[^/?#\\\\\\s]++)(?![^/?#\\\\])");
    private static final Pattern HOST = Pattern.compile("\\[[^]]*]|[^:]+");

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

    // Upstreams do not always encode what they put behind the host, nor is each host one of a strict URI.
    private static String host(String location) {
        Matcher address = ADDRESS.matcher(location == null ? "" : location);
        if (!address.lookingAt()) {
            return null;
        }
        String authority = address.group("authority");
        Matcher host = HOST.matcher(authority.substring(authority.lastIndexOf('@') + 1));
        return host.lookingAt() ? host.group() : null;
    }
}
