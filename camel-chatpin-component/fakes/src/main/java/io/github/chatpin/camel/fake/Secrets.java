package io.github.chatpin.camel.fake;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The secrets that one fake has given out, and their masking. Thread-safe. */
final class Secrets {

    static final String MASK = "***";

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 24;
    private static final int SHORTEST_GIVEN = 8;
    private static final Set<String> SECRET_NAMES = Set.of(
            "auth", "authorization", "token", "cookie", "access_token", "refresh_token", "client_secret", "x-api-key");

    private final SecureRandom random = new SecureRandom();
    private final List<String> issued = new CopyOnWriteArrayList<>();

    /** Makes a secret that nothing else looks like. */
    String issue(String prefix) {
        StringBuilder secret = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        issued.add(secret.toString());
        return secret.toString();
    }

    /** The secret that is given, or a new one. */
    String given(Optional<String> secret, String prefix) {
        return secret.map(this::adopt).orElseGet(() -> issue(prefix));
    }

    /** Takes a secret that is given, so that it is masked as well. */
    String adopt(String secret) {
        issued.add(secret);
        return secret;
    }

    /** Refuses what is too short to be told from other text, and what a header cannot hold. */
    static String checked(String name, String secret) {
        if (!secret.matches("[!-~]{" + SHORTEST_GIVEN + ",}")) {
            throw new IllegalArgumentException(
                    name + " must have at least " + SHORTEST_GIVEN + " characters, all of them visible ASCII");
        }
        return secret;
    }

    /** Replaces every secret given out so far. */
    String mask(String text) {
        String masked = text;
        for (String secret : issued) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    /** Replaces the values of fields and headers that hold secrets, right or wrong, and known secrets elsewhere. */
    <T> Map<String, T> mask(Map<String, T> fields, Class<T> type) {
        Map<String, T> masked = new LinkedHashMap<>();
        fields.forEach((name, value) -> masked.put(mask(name), type.cast(maskedValue(name, value))));
        return masked;
    }

    private Object maskedValue(String name, Object value) {
        if (SECRET_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
            return MASK;
        }
        return maskedDeep(value);
    }

    private Object maskedDeep(Object value) {
        if (value instanceof String text) {
            return mask(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::maskedDeep).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> masked = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                String name = String.valueOf(key);
                masked.put(mask(name), maskedValue(name, inner));
            });
            return masked;
        }
        return value;
    }
}
