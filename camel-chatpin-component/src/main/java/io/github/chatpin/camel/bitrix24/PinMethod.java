package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The two methods that pin, and their kinds of ids. Source: Bitrix24's pages "im.recent.pin" and
 * "imopenlines.session.mode.pin", read in November 2026.
 */
enum PinMethod {
    /** Dialogs in the operator's list of recent chats: {@code chat17}, {@code sg5}, {@code 256}. */
    RECENT("im.recent.pin", List.of("chat", "sg"), true, "chat17, sg5 or a user's number such as 256"),
    /** Open lines: {@code 2020} or {@code chat2020}. */
    OPEN_LINE("imopenlines.session.mode.pin", List.of("chat"), false, "2020 or chat2020");

    private static final Integer RECENT_LIMIT = 45;
    private static final int MOST_DIGITS = 18;
    private static final Pattern CRM_ITEM = Pattern.compile("crm\\d+", Pattern.CASE_INSENSITIVE);

    private final String upstreamName;
    private final List<String> prefixes;
    private final boolean prefixIsSent;
    private final String examples;

    PinMethod(String upstreamName, List<String> prefixes, boolean prefixIsSent, String examples) {
        this.upstreamName = upstreamName;
        this.prefixes = prefixes;
        this.prefixIsSent = prefixIsSent;
        this.examples = examples;
    }

    static PinMethod named(String name) {
        for (PinMethod method : values()) {
            if (method.upstreamName.equals(name)) {
                return method;
            }
        }
        throw new IllegalArgumentException("method: unknown; use im.recent.pin or imopenlines.session.mode.pin");
    }

    /**
     * Returns how many chats may be pinned, {@code null} for any number. The self-hosted server's code has 45 for recent
     * chats; versions before that have 25.
     */
    Integer pinLimit() {
        return this == RECENT ? RECENT_LIMIT : null;
    }

    String upstreamName() {
        return upstreamName;
    }

    PinCommand command(String chatId, boolean pinned) {
        String id = chatId.toLowerCase(Locale.ROOT);
        String prefix = prefix(id);
        String digits = withoutLeadingZeros(id, prefix.length());
        if (!isNumber(digits)) {
            throw new InvalidPinRequestException(whyNone(chatId), Origin.unanswered(Bitrix24.NAME, chatId));
        }
        String canonical = prefixIsSent ? prefix + digits : digits;
        return new PinCommand(upstreamName, canonical, pinned, upstreamName + " " + canonical);
    }

    private String prefix(String id) {
        for (String prefix : prefixes) {
            if (id.startsWith(prefix)) {
                return prefix;
            }
        }
        return "";
    }

    private static String withoutLeadingZeros(String id, int begin) {
        int first = begin;
        while (first < id.length() - 1 && id.charAt(first) == '0') {
            first++;
        }
        return id.substring(first);
    }

    private static boolean isNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return !digits.isEmpty() && digits.length() <= MOST_DIGITS;
    }

    private String whyNone(String chatId) {
        return CRM_ITEM.matcher(chatId).matches()
                ? "Bitrix24 answers true to the id of a CRM item, such as crm5, and pins nothing: ask im.chat.get for the"
                        + " item's chat, with ENTITY_TYPE=CRM and ENTITY_ID such as DEAL|5, and use " + examples
                : "The chat id is not one of " + upstreamName + ": use " + examples;
    }
}
