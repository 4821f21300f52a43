package io.github.chatpin.camel.whatsapp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What an endpoint has for its gateway.
 *
 * @param instance which of the gateway's instances, {@code null} if the option is not set
 * @param token    the credential, {@code null} if the option is not set
 * @param pinPath  the option of the same name
 */
record GatewayAccess(String instance, String token, String pinPath) {

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

    /** Returns the instance as a segment of a path. */
    String instanceInPath() {
        return URLEncoder.encode(instance, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @throws IllegalArgumentException if the option is not set */
    void mustHaveInstance() {
        if (instance == null) {
            throw new IllegalArgumentException("instance: is required");
        }
    }

    /** @throws IllegalArgumentException if the option is not set, or cannot be a header's value */
    void mustHaveToken() {
        if (token == null) {
            throw new IllegalArgumentException("token: is required");
        }
        tokenMustFitAHeader();
    }

    /** @throws IllegalArgumentException if the option is set and cannot be a header's value */
    void tokenMustFitAHeader() {
        if (token != null && !VISIBLE.matcher(token).matches()) {
            throw new IllegalArgumentException("token: contains characters that no token has, such as blanks");
        }
    }

    /** Names the instance only: the token is not printed. */
    @Override
    public String toString() {
        return String.valueOf(instance);
    }
}
