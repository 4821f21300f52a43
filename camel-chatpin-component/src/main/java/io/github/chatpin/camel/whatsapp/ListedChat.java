package io.github.chatpin.camel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A chat as a gateway lists it.
 *
 * @param chat     which it is; empty for a kind that cannot be pinned through the component, such as a broadcast list
 * @param title    its title, {@code null} where there is none
 * @param pinned   whether it is pinned, {@code null} where the list does not say
 * @param pinnedAt when it was pinned, where the list says so; larger is later
 */
record ListedChat(Optional<WhatsAppChat> chat, String title, Boolean pinned, long pinnedAt) {

    /**
     * Returns what the list says of a chat, {@code null} if it is not as documented.
     *
     * @param pin whether it is pinned, or when it was, 0 if it is not
     */
    static ListedChat of(JsonNode id, JsonNode title, JsonNode pin) {
        boolean isUnknown = pin.isMissingNode() || pin.isNull();
        if (!id.isTextual() || !(isUnknown || pin.isBoolean() || pin.isNumber())) {
            return null;
        }
        Boolean pinned = isUnknown ? null : Boolean.valueOf(pin.asBoolean() || pin.doubleValue() != 0);
        return new ListedChat(WhatsAppChat.find(id.textValue()), title(title), pinned, pin.asLong());
    }

    /** Returns what a name says, {@code null} where that is nothing. */
    static String title(JsonNode name) {
        return name.isTextual() && !name.textValue().isBlank() ? name.textValue() : null;
    }

    boolean isPinned() {
        return Boolean.TRUE.equals(pinned);
    }
}
