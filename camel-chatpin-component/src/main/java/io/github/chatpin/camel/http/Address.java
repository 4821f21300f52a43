package io.github.chatpin.camel.http;

import io.github.chatpin.camel.text.Blanks;
import io.github.chatpin.camel.text.PipeValue;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream's address as an operator configures it: scheme, host and port, nothing else.
 *
 * @param scheme {@code http} or {@code https}
 * @param host   in lower case and in ASCII, a name that is not in its form for name servers ({@code xn--…})
 * @param port   the port, also where it is the scheme's own
 */
public record Address(String scheme, String host, int port) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private static final Pattern AUTHORITY = Pattern.compile("([^@]*@)?(?<host>[^@:\\[\\]]+)(:\\d*)?");
    private static final Pattern BEYOND_ASCII = Pattern.compile("\\P{ASCII}");

    // What is a character of its own in newer names and none in those that the JDK knows: it might be another host's.
    private static final Pattern READ_IN_TWO_WAYS = Pattern.compile("[\\u00df\\u03c2\\u200c\\u200d]");

    /**
     * Reads an option's value.
     *
     * @param option        the option's name, for messages; they do not repeat the value
     * @param allowInsecure whether plain HTTP is allowed to other hosts than this machine
     * @throws IllegalArgumentException if it is no such address
     */
    public static Address parse(String option, String value, boolean allowInsecure) {
        URI uri = uri(option, value);
        if (uri.getRawPath().contains("/rest")) {
            throw new IllegalArgumentException(
                    option + ": looks like a whole webhook URL; give the portal's address alone, such as"
                            + " https://acme.bitrix24.com, and what follows /rest/ as authorizationToken");
        }
        if (!uri.getRawPath().matches("/*")
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    option + ": must be scheme, host and port alone, without user, path or query");
        }
        return of(option, uri, allowInsecure);
    }

    /**
     * Reads an option's value that has a path as well.
     *
     * @param option        the option's name, for messages; they do not repeat the value
     * @param allowInsecure whether plain HTTP is allowed to other hosts than this machine
     * @throws IllegalArgumentException if it is no such address
     */
    public static URI parseWithPath(String option, String value, boolean allowInsecure) {
        URI uri = uri(option, value);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    option + ": must be scheme, host, port and path alone, without user or query");
        }
        return of(option, uri, allowInsecure).resolve(uri.getRawPath());
    }

    private static Address of(String option, URI uri, boolean allowInsecure) {
        String scheme = uri.getScheme().equalsIgnoreCase("https") ? "https" : "http";
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(option + ": has a port that is not 1 to 65535");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !allowInsecure && !LOOPBACK.matcher(host).matches()) {
            throw new IllegalArgumentException(option
                    + ": must begin with https://, since a credential travels with each request; allowInsecure=true"
                    + " permits http:// to other hosts than this machine");
        }
        int port = uri.getPort() == -1 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        return new Address(scheme, host, port);
    }

    private static URI uri(String option, String value) {
        String text = value == null ? "" : Blanks.strip(value);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(option + ": is required");
        }
        if (!value.contains("://")) {
            PipeValue.mustNotBeEncoded(option, value);
        }
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!isHttp || uri.getRawPath() == null) {
                throw new IllegalArgumentException(option + ": must begin with https://");
            }
            return uri.getHost() == null ? withHostInAscii(option, uri) : uri;
        } catch (URISyntaxException e) {
            // The cause repeats the value.
            throw new IllegalArgumentException(option + ": is not a valid address");
        }
    }

    /** Returns an address whose host is not in ASCII, for which a URI sees none in it. */
    private static URI withHostInAscii(String option, URI uri) throws URISyntaxException {
        String written = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        Matcher authority = AUTHORITY.matcher(written);
        String host = authority.matches() ? authority.group("host") : "";
        if (host.contains("_")) {
            throw new IllegalArgumentException(option + ": names no valid host: a host's name has no _; give the host"
                    + " another name, such as an alias with - instead, or write its IP address");
        }
        if (!BEYOND_ASCII.matcher(written).find()) {
            throw new IllegalArgumentException(option + ": names no valid host");
        }
        String inAscii = inAscii(host);
        if (!inAscii.isEmpty()) {
            int start = uri.getScheme().length() + "://".length() + authority.start("host");
            URI converted = new URI(new StringBuilder(uri.toString())
                    .replace(start, start + host.length(), inAscii)
                    .toString());
            if (converted.getHost() != null) {
                return converted;
            }
        }
        throw new IllegalArgumentException(option + ": names no valid host; write a host that is not in ASCII in its"
                + " ASCII form, which begins with xn--");
    }

    /** Returns a host's name as name servers know it, an empty text if it is none, or not the same name to all. */
    private static String inAscii(String host) {
        if (READ_IN_TWO_WAYS.matcher(host).find()) {
            return "";
        }
        try {
            return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Returns the address of a path on this host, the path already encoded. */
    public URI resolve(String rawPath) {
        return URI.create(this + rawPath);
    }

    /** Returns host and port, which is what an upstream's limit belongs to. */
    public String authority() {
        return host + ":" + port;
    }

    /** Returns the address as in a URL, the port only where it is not the scheme's own. */
    @Override
    public String toString() {
        boolean ownPort = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (ownPort ? "" : ":" + port);
    }
}
