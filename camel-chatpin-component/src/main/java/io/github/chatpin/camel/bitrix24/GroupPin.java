package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;

/**
 * A pin of a group's or project's chat, {@code sg5}, whose chat is not known yet: it asks for that chat. The method that
 * pins looks {@code sg5} up as a private dialog; it answers {@code false} or, from 26.150, {@code true}, and pins nothing.
 * Source: the self-hosted server's code, read in November 2026.
 *
 * @param pin what is to be done to the chat, which the group's id stands for
 */
record GroupPin(PinCommand pin) implements Command {

    /** Answers for a group's id the number of its chat. Source: Bitrix24's page "im.dialog.get". */
    private static final String METHOD = "im.dialog.get";

    /** Returns whether a dialog's id is that of a group. */
    static boolean isGroup(String chatId) {
        return chatId.startsWith("sg");
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public String chatId() {
        return pin.chatId();
    }

    @Override
    public String orderKey() {
        return pin.orderKey();
    }

    /** Returns the pin of the group's chat. */
    PinCommand ofChat(String chat) {
        return PinMethod.RECENT.command(chat, pin.pinned());
    }
}
