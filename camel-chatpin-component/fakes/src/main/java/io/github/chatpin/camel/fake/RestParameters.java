package io.github.chatpin.camel.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parameters of a Bitrix24 method: names in any case, values with PHP's notion of text and truth. Immutable. */
final class RestParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Of two names that differ in case only, the later one counts. */
    RestParameters(Map<String, Object> parameters) {
        parameters.forEach((name, value) -> values.put(upper(name), value));
    }

    /** A scalar as PHP turns it into a string; empty for null, lists, maps and what is absent. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(upper(name))).flatMap(RestParameters::asText);
    }

    /** Whether a value is there that PHP takes for true. */
    boolean isTruthy(String name) {
        Object value = values.get(upper(name));
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        return text(name).filter(text -> !text.isEmpty() && !text.equals("0")).isPresent();
    }

    /** A whole number, or what is {@code absent}. */
    int number(String name, int absent) {
        return text(name)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(absent);
    }

    /** A map as it is, a list with its indices as keys; empty for anything else. */
    Map<String, Object> map(String name) {
        Map<String, Object> entries = new LinkedHashMap<>();
        Object value = values.get(upper(name));
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> entries.put(String.valueOf(key), entry));
        }
        if (value instanceof List<?> list) {
            list.forEach(entry -> entries.put(Integer.toString(entries.size()), entry));
        }
        return entries;
    }

    private static Optional<String> asText(Object value) {
        if (value instanceof Boolean truth) {
            return Optional.of(truth ? "1" : "");
        }
        if (value instanceof Map || value instanceof List) {
            return Optional.empty();
        }
        return Optional.of(value.toString());
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
