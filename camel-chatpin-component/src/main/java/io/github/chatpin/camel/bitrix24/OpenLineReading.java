package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the user's open-line dialogs, all in one answer. Pinned are those whose session is kept with the user: the
 * flag is the fourth field of {@code entity_data_1}. Source: Bitrix24's page "im.recent.get" and the self-hosted server's
 * code, read in November 2026.
 *
 * @param userId the operator
 */
record OpenLineReading(String userId, long mark) implements Reading {

    private static final int FLAG = 3;
    private static final int CLOSED = 60;

    @Override
    public String method() {
        return "im.recent.get";
    }

    @Override
    public PinMethod listsPinsOf() {
        return PinMethod.OPEN_LINE;
    }

    @Override
    public ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode().put("ONLY_OPENLINES", "Y");
    }

    @Override
    public ListedChat item(JsonNode item) {
        JsonNode id = item.path("chat_id");
        JsonNode chat = item.path("chat");
        JsonNode session = chat.path("entity_data_1");
        if (!id.isIntegralNumber() || !session.isTextual()) {
            return null;
        }
        String[] fields = session.textValue().split("\\|", -1);
        boolean hasSession = !session.textValue().isBlank();
        if (hasSession && fields.length <= FLAG) {
            return null;
        }
        boolean isPinned = hasSession
                && fields[FLAG].equals("Y")
                && chat.path("owner").asText().equals(userId)
                && item.path("lines").path("status").asInt() < CLOSED;
        return ListedChat.of(id.asText(), item, isPinned);
    }

    @Override
    public Optional<Outcome> outcome(ItemList dialogs, AnswerFacts facts) {
        if (!dialogs.isComplete() || dialogs.answer().has("result")) { // the list itself is the result
            return Optional.empty();
        }
        List<PinnedChat> pinned = dialogs.items().stream()
                .filter(ListedChat::isPinned)
                .map(ListedChat::chat)
                .distinct()
                .toList();
        return Optional.of(new Outcome.Listed(pinned, facts));
    }
}
