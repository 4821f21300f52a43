package io.github.chatpin.camel.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parameters of a Bitrix24 method, values with PHP's notion of text and truth. Immutable. */
final class RestParameters {

    private final Map<String, Object> values;

    RestParameters(Map<String, Object> parameters) {
        values = new LinkedHashMap<>(parameters);
    }

    /** All names in upper case, for methods that take them in any; of two that differ in case only, the later counts. */
    RestParameters inAnyCase() {
        Map<String, Object> upper = new LinkedHashMap<>();
        values.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        return new RestParameters(upper);
    }

    /** A value of any kind; empty for null and what is absent. */
    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A scalar as PHP turns it into a string; empty for null, lists, maps and what is absent. */
    Optional<String> text(String name) {
        return value(name).flatMap(RestParameters::asText);
    }

    /** Whether a flag is set, which only exactly {@code Y} does. */
    boolean isYes(String name) {
        return value(name).filter("Y"::equals).isPresent();
    }

    /** Whether a value is there that PHP takes for true. */
    boolean isTruthy(String name) {
        Object value = values.get(name);
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
                .filter(text -> text.matches("-?[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(absent);
    }

    /** A map as it is, a list with its indices as keys; empty for anything else. */
    Map<String, Object> map(String name) {
        Map<String, Object> entries = new LinkedHashMap<>();
        Object value = values.get(name);
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
}
