package io.github.chatpin.camel.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.PinRequest;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tells bodies that list pins from all others, which are not looked at. */
final class BulkBody {

    private static final String CHAT_ID = "chatId";
    private static final String PINNED = "pinned";

    private BulkBody() {}

    /** Returns the chat that an item names: of a request its chat, else itself. */
    static Object chatOf(Object item) {
        if (item instanceof PinRequest pin) {
            return pin.chatId();
        }
        return isRequest(item) ? ((Map<?, ?>) item).get(CHAT_ID) : item;
    }

    /** Returns the state that an item names, {@code null} if it names none. */
    static Object stateOf(Object item) {
        if (item instanceof PinRequest pin) {
            return pin.pinned();
        }
        return isRequest(item) ? ((Map<?, ?>) item).get(PINNED) : null;
    }

    /** Returns the body's items, or {@code null} if it is no bulk body. */
    static Collection<?> items(Object body) {
        Collection<?> items = listed(body);
        boolean isBulk = items != null
                && (items.isEmpty() || items.stream().anyMatch(item -> isRequest(item) || isChatId(item)));
        return isBulk ? items : null;
    }

    /** Returns the items of what may not be there to be iterated twice, {@code null} of all else. */
    static List<?> itemsOfOnce(Object body) {
        if (!(body instanceof Iterable<?> iterable)
                || body instanceof Collection
                || body instanceof Path
                || body instanceof JsonNode) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        iterable.forEach(items::add);
        return items;
    }

    private static Collection<?> listed(Object body) {
        if (body instanceof Collection<?> collection) {
            return collection;
        }
        List<?> ofOnce = itemsOfOnce(body);
        if (ofOnce != null) {
            return ofOnce;
        }
        if (body instanceof Object[] array) {
            return body instanceof Byte[] ? null : Arrays.asList(array);
        }
        if (body instanceof long[] || body instanceof int[] || body instanceof short[]) {
            List<Object> items = new ArrayList<>(Array.getLength(body));
            for (int i = 0; i < Array.getLength(body); i++) {
                items.add(Array.get(body, i));
            }
            return items;
        }
        return null;
    }

    static boolean isRequest(Object item) {
        return item instanceof PinRequest || item instanceof Map<?, ?> map && namesAChat(map);
    }

    private static boolean namesAChat(Map<?, ?> map) {
        try {
            return map.containsKey(CHAT_ID);
        } catch (ClassCastException e) { // of a sorted map whose keys are of another type
            return false;
        }
    }

    static boolean isChatId(Object item) {
        return item instanceof CharSequence || item instanceof Number;
    }
}
