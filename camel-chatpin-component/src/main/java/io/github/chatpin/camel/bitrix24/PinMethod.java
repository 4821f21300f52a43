package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two methods that pin, and their kinds of ids. Source: Bitrix24's pages "im.recent.pin" and
 * "imopenlines.session.mode.pin", read in November 2026.
 */
enum PinMethod {
    /** Dialogs in the operator's list of recent chats: {@code chat17}, {@code sg5}, {@code 256}. */
    RECENT("im.recent.pin", "(chat|sg)?0*(\\d{1,18})", "chat17, sg5 or a user's number such as 256") {
        @Override
        String canonical(Matcher id) {
            String kind = id.group(1) == null ? "" : id.group(1).toLowerCase(Locale.ROOT);
            return kind + id.group(2);
        }
    },
    /** Open lines: {@code 2020} or {@code chat2020}. */
    OPEN_LINE("imopenlines.session.mode.pin", "(?:chat)?0*(\\d{1,18})", "2020 or chat2020") {
        @Override
        String canonical(Matcher id) {
            return id.group(1);
        }
    };

    private static final int MAX_DIGITS = 18;
    private static final Pattern CRM_ITEM = Pattern.compile("crm\\d+", Pattern.CASE_INSENSITIVE);

    private final String upstreamName;
    private final Pattern id;
    private final String examples;

    PinMethod(String upstreamName, String id, String examples) {
        this.upstreamName = upstreamName;
        this.id = Pattern.compile(id, Pattern.CASE_INSENSITIVE);
        this.examples = examples;
    }

    abstract String canonical(Matcher id);

    static PinMethod named(String name) {
        for (PinMethod method : values()) {
            if (method.upstreamName.equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException("method: unknown; use im.recent.pin or imopenlines.session.mode.pin");
    }

    String upstreamName() {
        return upstreamName;
    }

    PinCommand command(String chatId, boolean pinned) {
        return isCanonical(chatId) ? canonicalCommand(chatId, pinned) : commandOfOther(chatId, pinned);
    }

    /** Returns whether an id is written as results write it, as most are: that costs less than the regular expression. */
    private boolean isCanonical(String chatId) {
        int prefix = this == RECENT && chatId.startsWith("chat") ? 4 : 0;
        int digits = chatId.length() - prefix;
        if (digits < 1 || digits > MAX_DIGITS || chatId.charAt(prefix) == '0') {
            return false;
        }
        for (int i = prefix; i < chatId.length(); i++) {
            if (chatId.charAt(i) < '0' || chatId.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private PinCommand commandOfOther(String chatId, boolean pinned) {
        Matcher matcher = id.matcher(chatId);
        if (!matcher.matches()) {
            throw new InvalidPinRequestException(whyNone(chatId), Origin.unanswered(Bitrix24.NAME, chatId));
        }
        return canonicalCommand(canonical(matcher), pinned);
    }

    private PinCommand canonicalCommand(String chatId, boolean pinned) {
        return new PinCommand(upstreamName, chatId, pinned, upstreamName + " " + chatId);
    }

    private String whyNone(String chatId) {
        return CRM_ITEM.matcher(chatId).matches()
                ? "Bitrix24 answers true to the id of a CRM item, such as crm5, and pins nothing: ask im.chat.get for the"
                        + " item's chat, with ENTITY_TYPE=CRM and ENTITY_ID such as DEAL|5, and use " + examples
                : "The chat id is not one of " + upstreamName + ": use " + examples;
    }
}
