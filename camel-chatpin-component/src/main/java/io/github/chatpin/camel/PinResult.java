package io.github.chatpin.camel;

import java.io.Serializable;

/**
 * A pin that the upstream confirmed.
 *
 * @param platform the platform's name, {@code bitrix24} or {@code whatsapp}
 * @param chatId   the chat in the canonical form in which it was sent
 * @param pinned   the state that the chat now has
 * @param chatJid  the chat's JID as WhatsApp resolved it; {@code null} where the platform has none
 * @param message  the upstream's own words; {@code null} where the platform has none
 */
public record PinResult(String platform, String chatId, boolean pinned, String chatJid, String message)
        implements Serializable {}
