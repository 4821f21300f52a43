package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query string read the way PHP's {@code parse_str} reads it: later values replace earlier ones, {@code a[b]=c} makes
 * a map, {@code a[]=c} appends, dots and spaces in names become underscores, and a broken percent code stays as it is.
 */
final class PhpQuery {

    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)]");

    private PhpQuery() {}

    static Map<String, Object> parse(String query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equalsSign = pair.indexOf('=');
                String name = decode(equalsSign < 0 ? pair : pair.substring(0, equalsSign));
                String value = equalsSign < 0 ? "" : decode(pair.substring(equalsSign + 1));
                put(parameters, name.stripLeading(), value);
            }
        }
        return parameters;
    }

    static String decode(String encoded) {
        byte[] bytes = encoded.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                decoded.write(Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return decoded.toString(UTF_8);
    }

    private static boolean isHex(byte character) {
        return Character.digit(character, 16) >= 0;
    }

    private static void put(Map<String, Object> parameters, String name, String value) {
        int bracket = name.indexOf('[');
        if (bracket <= 0 || name.indexOf(']', bracket) < 0) {
            parameters.put(phpName(name), value);
            return;
        }
        Map<String, Object> target = parameters;
        String key = phpName(name.substring(0, bracket));
        Matcher brackets = BRACKETS.matcher(name.substring(bracket));
        while (brackets.lookingAt()) {
            target = child(target, key);
            key = brackets.group(1).isEmpty() ? String.valueOf(target.size()) : brackets.group(1);
            brackets.region(brackets.end(), brackets.regionEnd());
        }
        target.put(key, value);
    }

    private static String phpName(String name) {
        return name.replace('.', '_').replace(' ', '_');
    }

    @SuppressWarnings("unchecked") // Only this class fills the maps, with strings as keys
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        if (parent.get(key) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        Map<String, Object> child = new LinkedHashMap<>();
        parent.put(key, child);
        return child;
    }
}
