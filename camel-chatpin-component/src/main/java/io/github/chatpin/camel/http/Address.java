package io.github.chatpin.camel.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An upstream's address as an operator configures it: scheme, host and port, nothing else.
 *
 * @param scheme {@code http} or {@code https}
 * @param host   in lower case
 * @param port   the port, also where it is the scheme's own
 */
public record Address(String scheme, String host, int port) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

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
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
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
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + ": is required");
        }
        if (!value.contains("://")) {
            PipeValue.mustNotBeEncoded(option, value);
        }
        try {
            URI uri = new URI(value.strip());
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!isHttp || uri.getRawPath() == null) {
                throw new IllegalArgumentException(option + ": must begin with https://");
            }
            if (uri.getHost() == null) {
                throw new IllegalArgumentException(option + ": names no valid host");
            }
            return uri;
        } catch (URISyntaxException e) {
            // The cause repeats the value.
            throw new IllegalArgumentException(option + ": is not a valid address");
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
