package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.spi.Command;

/**
 * What a call was about, as its failures tell it.
 *
 * @param method the method that was called
 * @param chatId the chat, {@code null} where it was about none
 */
record Subject(String method, String chatId) {

    static Subject of(Command command) {
        return new Subject(command.method(), command.chatId());
    }
}
