package io.github.chatpin.camel.http;

import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A redirect is never followed: the request carries a credential, and a renamed portal is for the operator to know. */
public final class Redirect {

    private static final String SCHEME = "[A-Za-z][A-Za-z\\d+.-]*:";
    // A backslash ends the authority as well, as it does for browsers.
    private static final Pattern ADDRESS =
            Pattern.compile("(?<scheme>" + SCHEME + ")?//(?<authority>[^/?#\\\\\\s]++)(?![^/?#\\\\])");
    private static final Pattern HOST = Pattern.compile("(?<host>\\[[^]]*]|[^:]+)(:(?<port>\\d{1,5}))?");
    // Neither with a scheme nor with a host, which two slashes begin, of either kind.
    private static final Pattern NO_PATH = Pattern.compile(SCHEME + "|[/\\\\]{2}|\\s*$");
    private static final Pattern BEHIND_A_PATH = Pattern.compile("[?#;].*", Pattern.DOTALL);

    private Redirect() {}

    /**
     * Returns what to say of a redirect: it names the new host, and nothing else of the new address; of a page of the
     * same host its path.
     *
     * @param address where the request went
     */
    public static String message(String upstream, URI address, UpstreamAnswer answer, Redaction redaction) {
        String location = answer.headers().getOrDefault("location", "");
        Matcher target = ADDRESS.matcher(location);
        if (target.lookingAt()) {
            return isSame(address, target)
                    ? toOwnPage(upstream, location.substring(target.end()), answer, redaction)
                    : toHost(upstream, hostOf(target), answer, redaction);
        }
        return NO_PATH.matcher(location).lookingAt()
                ? toHost(upstream, null, answer, redaction)
                : toOwnPage(upstream, location, answer, redaction);
    }

    private static String toHost(String upstream, String host, UpstreamAnswer answer, Redaction redaction) {
        return "%s redirects to %s (status %d), which is not followed; if it was renamed, configure the new address"
                .formatted(upstream, host == null ? "an unknown host" : redaction.clean(host), answer.status());
    }

    private static String toOwnPage(String upstream, String reference, UpstreamAnswer answer, Redaction redaction) {
        return ("%s sends to its own page %s (status %d), which is not followed; its licence may have expired, or the"
                        + " site may be closed: open that page in a browser")
                .formatted(upstream, redaction.clean(path(reference)), answer.status());
    }

    // Upstreams do not always encode what they put behind the host, nor is each host one of a strict URI.
    private static Matcher host(Matcher target) {
        String authority = target.group("authority");
        return HOST.matcher(authority.substring(authority.lastIndexOf('@') + 1));
    }

    private static String hostOf(Matcher target) {
        Matcher host = host(target);
        return host.lookingAt() ? host.group("host") : null;
    }

    /** Returns whether it is the same scheme, host and port: another of them is another address to configure. */
    private static boolean isSame(URI address, Matcher target) {
        Matcher host = host(target);
        if (!host.matches() || !host.group("host").equalsIgnoreCase(address.getHost())) {
            return false;
        }
        String scheme = target.group("scheme") == null ? address.getScheme() + ":" : target.group("scheme");
        int port = host.group("port") == null ? -1 : Integer.parseInt(host.group("port"));
        return scheme.equalsIgnoreCase(address.getScheme() + ":")
                && port(scheme, port) == port(scheme, address.getPort());
    }

    private static int port(String scheme, int port) {
        int schemesOwn = scheme.equalsIgnoreCase("https:") ? 443 : 80;
        return port == -1 ? schemesOwn : port;
    }

    // Decoded, so that a secret shows as the text that it is known by; an encoded query goes as well.
    private static String path(String reference) {
        String path = BEHIND_A_PATH.matcher(reference).replaceFirst("");
        try {
            path = BEHIND_A_PATH
                    .matcher(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .replaceFirst("");
        } catch (IllegalArgumentException e) {
            // What is no encoding stays as it is.
        }
        return path.isBlank() ? "/" : path;
    }
}
