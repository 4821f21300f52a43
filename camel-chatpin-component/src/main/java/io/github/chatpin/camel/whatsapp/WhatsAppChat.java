package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A WhatsApp chat as it is named to the gateway.
 *
 * @param id  a phone number in international digits, or a JID
 * @param key the same for a number and its JID
 */
record WhatsAppChat(String id, String key) {

    private static final String PRIVATE = "@s.whatsapp.net";
    private static final Pattern JID =
            Pattern.compile("\\d{1,32}(-\\d{1,32})?@(s\\.whatsapp\\.net|lid|g\\.us|newsletter)");
    // As people write it and as it is copied: with blanks and dashes of any kind, and marks of direction (\p{Cf}).
    private static final String BLANK = "\\s\\p{Zs}\\p{Cf}";
    private static final Pattern WRITTEN_NUMBER =
            Pattern.compile("[(" + BLANK + "]*+\\+?[\\d().\\p{Pd}/" + BLANK + "]+");
    private static final Pattern PUNCTUATION = Pattern.compile("\\D");

    // E.164 numbers have at most 15 digits; the shortest in use, with country code, have some 5.
    private static final Pattern NUMBER = Pattern.compile("\\d{5,15}");

    /** Only punctuation is removed: which digits a number canonically has (Brazil, Mexico) only the server knows. */
    static WhatsAppChat parse(String chatId) {
        String lower = chatId.toLowerCase(Locale.ROOT);
        if (JID.matcher(lower).matches()) {
            return new WhatsAppChat(
                    lower, lower.endsWith(PRIVATE) ? lower.substring(0, lower.length() - PRIVATE.length()) : lower);
        }
        if (WRITTEN_NUMBER.matcher(chatId).matches()) {
            String digits = PUNCTUATION.matcher(chatId).replaceAll("");
            if (NUMBER.matcher(digits).matches()) {
                return new WhatsAppChat(digits, digits);
            }
        }
        throw new InvalidPinRequestException(
                "The chat id is neither a phone number with country code, such as +55 11 99999-9999, nor a JID that ends"
                        + " in @s.whatsapp.net, @lid, @g.us or @newsletter",
                Origin.unanswered(WhatsAppPlatform.NAME, chatId));
    }
}
