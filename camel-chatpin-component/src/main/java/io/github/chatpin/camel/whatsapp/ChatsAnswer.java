package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the chats that a gateway has listed, item by item: the tree of a long list would take many times its bytes.
 *
 * @param list says what the list is like
 */
record ChatsAnswer(ChatList list) {

    private static final ObjectReader JSON = JsonMapper.builder().build().reader();

    /** Returns the chats; empty if the answer has no list, or one that does not tell which chats are pinned. */
    Optional<List<ListedChat>> read(UpstreamAnswer answer) {
        if (!answer.isSuccess()) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(answer.body())) {
            parser.nextToken();
            List<ListedChat> chats = list.field().isPresent() ? chatsInAField(parser) : chats(parser);
            boolean isComplete = chats != null && parser.nextToken() == null && tellWhichArePinned(chats);
            return isComplete ? Optional.of(chats) : Optional.empty();
        } catch (IOException e) { // it is no JSON, or it ends too early
            return Optional.empty();
        }
    }

    /** A chat without the flag is not pinned; but a list without any flag is of a version that has none. */
    private static boolean tellWhichArePinned(List<ListedChat> chats) {
        return !chats.contains(null)
                && (chats.isEmpty() || chats.stream().map(ListedChat::pinned).anyMatch(Objects::nonNull));
    }

    private List<ListedChat> chatsInAField(JsonParser parser) throws IOException {
        List<ListedChat> chats = null;
        boolean isSuccess = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals(list.field().orElseThrow())) {
                chats = chats(parser);
            } else {
                JsonNode value = JSON.readTree(parser);
                isSuccess |= name.equals("success") && value.asBoolean(false);
            }
        }
        return isSuccess ? chats : null;
    }

    private List<ListedChat> chats(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<ListedChat> chats = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            chats.add(list.item(JSON.readTree(parser)));
        }
        return chats;
    }
}
