package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An answer that may have a list: {@code result} itself, or {@code result.items}. It is read item by item, since the tree
 * of a long list would take many times its bytes.
 *
 * @param answer the answer without the list
 * @param items  what was made of each item, {@code null} for one that was not as documented; {@code null} where there is
 *               no list
 */
record ItemList(ObjectNode answer, List<ListedChat> items) {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not one JSON object
     */
    static ItemList read(byte[] body, Function<JsonNode, ListedChat> each) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            Walk walk = new Walk(parser, each);
            parser.nextToken();
            ObjectNode answer = walk.object(true);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is something behind the object");
            }
            return new ItemList(answer, walk.items);
        }
    }

    /**
     * Reads what a batch's answer has for a reading, from its first token on.
     *
     * @throws IOException if it is no JSON
     */
    static ItemList readResult(JsonParser parser, Function<JsonNode, ListedChat> each) throws IOException {
        Walk walk = new Walk(parser, each);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            walk.items = walk.list();
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            answer.set("result", walk.object(false));
        } else {
            answer.set("result", JSON.readTree(parser));
        }
        return new ItemList(answer, walk.items);
    }

    /** Returns the same with the place where a batch's answer says that the list goes on. */
    ItemList withNext(JsonNode next) {
        ObjectNode whole = answer.deepCopy();
        whole.set("next", next);
        return new ItemList(whole, items);
    }

    /** Returns what stands for an answer that is no JSON object. */
    static ItemList none() {
        return new ItemList(JsonNodeFactory.instance.objectNode(), null);
    }

    /** Returns whether there is a list, and each item is as documented. */
    boolean isComplete() {
        return items != null && !items.contains(null);
    }

    private static final class Walk {

        private final JsonParser parser;
        private final Function<JsonNode, ListedChat> each;
        private List<ListedChat> items;

        private Walk(JsonParser parser, Function<JsonNode, ListedChat> each) {
            this.parser = parser;
            this.each = each;
        }

        /** Reads an object: the answer, or its result. */
        private ObjectNode object(boolean isAnswer) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "It is no object");
            }
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                boolean mayBeTheList = name.equals(isAnswer ? "result" : "items");
                if (mayBeTheList) {
                    items = null; // of several, the last one counts
                }
                if (mayBeTheList && value == JsonToken.START_ARRAY) {
                    items = list();
                } else if (value == JsonToken.START_OBJECT && isAnswer && name.equals("result")) {
                    object.set(name, object(false));
                } else {
                    object.set(name, JSON.readTree(parser));
                }
            }
            return object;
        }

        private List<ListedChat> list() throws IOException {
            List<ListedChat> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(each.apply(JSON.readTree(parser)));
            }
            return list;
        }
    }
}
