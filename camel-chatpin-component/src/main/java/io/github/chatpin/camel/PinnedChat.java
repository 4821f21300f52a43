package io.github.chatpin.camel;

import java.io.Serializable;

/**
 * A chat that is pinned, as {@code operation=list} tells it.
 *
 * @param platform   the platform's name, {@code bitrix24} or {@code whatsapp}
 * @param chatId     the chat's id in the form that a pin takes and answers: {@code chat17}, {@code 256}, an open line's
 *                   {@code 2020}, a phone number or a JID
 * @param title      the chat's title; {@code null} where the platform tells none
 * @param remembered whether the upstream cannot tell, and the chat is one that this component pinned and has not unpinned
 *                   since
 */
public record PinnedChat(String platform, String chatId, String title, boolean remembered) implements Serializable {}
