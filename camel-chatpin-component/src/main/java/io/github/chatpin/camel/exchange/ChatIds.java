package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.text.Blanks;

/**
 * Reads a chat's id, whatever type it has.
 *
 * @param platform the platform's name
 */
record ChatIds(String platform) {

    /** @throws InvalidPinRequestException if there is none */
    String read(Object chat) {
        if (chat == null) {
            throw invalid(
                    null,
                    "No chat: set the header " + ChatPinConstants.CHAT_ID
                            + ", a body with chatId, or the endpoint's option chatId");
        }
        String text = ScalarText.of(chat);
        if (text == null) {
            throw invalid(
                    null,
                    chat instanceof Number
                            ? "The chat is a number that is not whole, or longer than any id; use a String or a whole number"
                            : "The chat is of type " + chat.getClass().getName() + "; use a String or a whole number");
        }
        String cleaned = Blanks.strip(text);
        return cleaned.isEmpty() ? text : cleaned; // which no platform takes, and the failure shows as it was written
    }

    private InvalidPinRequestException invalid(String chatId, String message) {
        return new InvalidPinRequestException(message, Origin.unanswered(platform, chatId));
    }
}
