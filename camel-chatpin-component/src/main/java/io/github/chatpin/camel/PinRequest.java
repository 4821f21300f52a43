package io.github.chatpin.camel;

import java.io.Serializable;

/**
 * A chat and the state it shall have, as a message body or an item of a bulk body.
 *
 * @param chatId the chat in any form that the platform takes
 * @param pinned {@code true} pins, {@code false} unpins, {@code null} leaves the state to the header
 *               {@link ChatPinConstants#PINNED} or the endpoint's option
 */
public record PinRequest(String chatId, Boolean pinned) implements Serializable {}
