package io.github.chatpin.example.board;

/**
 * An account whose pinned chats are a column of the board.
 *
 * @param platform the platform's name, {@code bitrix24} or {@code whatsapp}
 * @param title what the column is called
 * @param tellsPins whether the upstream tells which chats are pinned; of some WhatsApp gateways only the pins that the
 *     board itself has made are known
 */
record Account(String platform, String title, boolean tellsPins) {}
