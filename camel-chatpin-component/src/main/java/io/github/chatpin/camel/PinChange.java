package io.github.chatpin.camel;

import java.io.Serializable;

/**
 * A chat that was pinned or unpinned, as a consumer tells it.
 *
 * @param platform the platform's name, {@code bitrix24} or {@code whatsapp}
 * @param chatId   the chat's id in the form that a pin takes and answers
 * @param pinned   whether it is pinned now
 * @param title    the chat's title; {@code null} where the platform tells none
 */
public record PinChange(String platform, String chatId, boolean pinned, String title) implements Serializable {}
