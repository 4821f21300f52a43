package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.PinRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What a client asks for.
 *
 * @param platform where the chat is
 * @param chatId   the chat
 * @param pinned   whether it shall be pinned
 */
record PinOrder(
        @NotNull @Pattern(regexp = "bitrix24|whatsapp", message = "must be bitrix24 or whatsapp")
        String platform,

        @NotBlank String chatId,
        @NotNull Boolean pinned) {

    PinRequest request() {
        return new PinRequest(chatId, pinned);
    }
}
