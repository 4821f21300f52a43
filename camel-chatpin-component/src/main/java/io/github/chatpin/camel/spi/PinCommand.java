package io.github.chatpin.camel.spi;

/**
 * One change, checked and in the platform's terms.
 *
 * @param method   the upstream's method
 * @param chatId   the chat in canonical form; {@code null} for a command that concerns all chats
 * @param pinned   the state to set
 * @param orderKey commands of one account with the same key never overtake each other
 */
public record PinCommand(String method, String chatId, boolean pinned, String orderKey) implements Command {}
