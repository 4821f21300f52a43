package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a batch. The lists of its readings are read item by item, as those of a plain call.
 *
 * @param body  the answer without these lists, a missing node where it is no JSON
 * @param lists the lists, by the names that their commands have
 */
record BatchAnswer(JsonNode body, Map<String, ItemList> lists) {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    static BatchAnswer read(List<? extends Command> commands, UpstreamAnswer answer) {
        Map<String, Reading> readings = new HashMap<>(2);
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i) instanceof Reading reading) {
                readings.put(Bitrix24Requests.key(i), reading);
            }
        }
        if (readings.isEmpty()) {
            return new BatchAnswer(answer.json(), Map.of());
        }
        try (JsonParser parser = JSON.createParser(answer.body())) {
            Walk walk = new Walk(parser, readings);
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "There is nothing");
            }
            JsonNode body = walk.value(0);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is something behind the object");
            }
            return new BatchAnswer(body, walk.lists);
        } catch (IOException e) { // or it ends too early
            return new BatchAnswer(MissingNode.getInstance(), Map.of());
        }
    }

    /** Goes down the path {@code result.result}, below which the commands' names are. */
    private static final class Walk {

        private static final int OF_COMMANDS = 2;

        private final JsonParser parser;
        private final Map<String, Reading> readings;
        private final Map<String, ItemList> lists = new HashMap<>(2);

        private Walk(JsonParser parser, Map<String, Reading> readings) {
            this.parser = parser;
            this.readings = readings;
        }

        private JsonNode value(int depth) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return JSON.readTree(parser);
            }
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (depth < OF_COMMANDS) {
                    object.set(name, name.equals("result") ? value(depth + 1) : JSON.readTree(parser));
                } else if (readings.containsKey(name)) {
                    lists.put(name, ItemList.readResult(parser, readings.get(name)::item));
                } else {
                    object.set(name, JSON.readTree(parser));
                }
            }
            return object;
        }
    }
}
