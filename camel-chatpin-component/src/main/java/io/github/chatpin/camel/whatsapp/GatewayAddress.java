package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.http.Address;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A gateway's address: scheme, host, port, and the path in front of the gateway's own.
 *
 * @param host scheme, host and port
 * @param path empty, or begins with a slash and does not end with one
 */
record GatewayAddress(Address host, String path) {

    private static final String OPTION = "gatewayUrl";
    private static final Pattern USER = Pattern.compile("(?s)\\s*\\w+://[^/?#]*@.*");
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[\\w.~!$&'()*+,;=:@-]+)*");
    private static final String ANY = "*";

    /**
     * Reads the option's value.
     *
     * @param ownPaths the gateway's own paths
     * @throws IllegalArgumentException if it is no such address; the message does not repeat it
     */
    static GatewayAddress parse(String value, boolean allowInsecure, List<String> ownPaths) {
        if (value != null && USER.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    OPTION + ": has a user in front of the host; what the gateway asks for goes into token");
        }
        URI uri = Address.parseWithPath(OPTION, value, allowInsecure);
        String path = withoutSlashesAtTheEnd(uri.getRawPath());
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(OPTION
                    + ": has a path with an empty or dot segment, with % or with a character that is not in ASCII; only"
                    + " letters, digits and -._~!$&'()*+,;=:@ are possible");
        }
        for (String own : ownPaths) {
            if (endsWithTheBeginningOf(own, path)) {
                throw new IllegalArgumentException(OPTION + ": ends in the gateway's own path, which is added to each"
                        + " request; cut off what begins with /" + segments(own).get(0));
            }
        }
        return new GatewayAddress(Address.parse(OPTION, uri.resolve("/").toString(), allowInsecure), path);
    }

    private static String withoutSlashesAtTheEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean endsWithTheBeginningOf(String ownPath, String path) {
        List<String> own = segments(ownPath);
        List<String> all = segments(path);
        for (int count = 1; count <= Math.min(own.size(), all.size()); count++) {
            if (matches(own.subList(0, count), all.subList(all.size() - count, all.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(List<String> own, List<String> end) {
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equals(ANY) && !own.get(i).equals(end.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** Returns the address of a call. */
    URI of(GatewayCall call) {
        return host.resolve(path + call.path());
    }

    /** Returns host, port and path, which is what a limit belongs to. */
    String authority() {
        return host.authority() + path;
    }

    /** Returns the address as in a URL, without a slash at the end. */
    @Override
    public String toString() {
        return host + path;
    }
}
