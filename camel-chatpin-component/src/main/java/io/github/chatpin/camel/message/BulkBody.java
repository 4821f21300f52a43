package io.github.chatpin.camel.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.PinRequest;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells bodies that list pins from all others, which are not looked at. */
final class BulkBody {

    private BulkBody() {}

    /** Returns the body's items, or {@code null} if it is no bulk body. */
    static List<?> items(Object body) {
        List<Object> items = new ArrayList<>();
        if (body instanceof Iterable<?> iterable && !(body instanceof Path) && !(body instanceof JsonNode)) {
            iterable.forEach(items::add);
        } else if (body instanceof Object[]
                || body instanceof long[]
                || body instanceof int[]
                || body instanceof short[]) {
            for (int i = 0; i < Array.getLength(body); i++) {
                items.add(Array.get(body, i));
            }
        } else {
            return null;
        }
        boolean isBulk = items.isEmpty() || items.stream().anyMatch(item -> isRequest(item) || isChatId(item));
        return isBulk ? items : null;
    }

    static boolean isRequest(Object item) {
        return item instanceof PinRequest || item instanceof Map<?, ?> map && namesAChat(map);
    }

    private static boolean namesAChat(Map<?, ?> map) {
        try {
            return map.containsKey("chatId");
        } catch (ClassCastException e) { // of a sorted map whose keys are of another type
            return false;
        }
    }

    static boolean isChatId(Object item) {
        return item instanceof CharSequence || isWholeNumber(item);
    }

    static boolean isWholeNumber(Object item) {
        return item instanceof Integer
                || item instanceof Long
                || item instanceof Short
                || item instanceof Byte
                || item instanceof BigInteger;
    }
}
