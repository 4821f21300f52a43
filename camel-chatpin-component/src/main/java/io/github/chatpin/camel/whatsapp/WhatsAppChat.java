package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WhatsApp chat as it is named to the gateway.
 *
 * @param id  a phone number in international digits, or a JID
 * @param key the same for a number and its JID
 */
record WhatsAppChat(String id, String key) {

    private static final String PRIVATE = "@s.whatsapp.net";

    // A person's JID may name one of the phones and computers (:12), and before it the kind of its number (.0 or _0).
    private static final Pattern JID =
            Pattern.compile("(?<id>\\d{1,32}(-\\d{1,32})?)(?<device>([._]\\d{1,3})?:\\d{1,5})?"
                    + "@(?<server>s\\.whatsapp\\.net|c\\.us|lid|g\\.us|newsletter)");
    private static final Set<String> SERVERS_OF_PEOPLE = Set.of("s.whatsapp.net", "c.us", "lid");
    // As people write it and as it is copied: with blanks and dashes of any kind, and marks of direction (\p{Cf}).
    private static final String BLANK = " \\t\\p{Zs}\\p{Cf}&&[^\\ufeff]";
    private static final Pattern WRITTEN_NUMBER =
            Pattern.compile("[(" + BLANK + "]*+\\+?[\\d().\\p{Pd}/" + BLANK + "]+");
    private static final Pattern PUNCTUATION = Pattern.compile("\\D");

    // E.164 numbers have at most 15 digits; the shortest in use, with country code, have some 5.
    private static final Pattern NUMBER = Pattern.compile("\\d{5,15}");

    /** Only punctuation, a prefix and a device are removed: which digits a number canonically has (Brazil, Mexico) only the server knows. */
    static WhatsAppChat parse(String chatId) {
        Matcher jid = JID.matcher(chatId.toLowerCase(Locale.ROOT));
        if (jid.matches() && (jid.group("device") == null || SERVERS_OF_PEOPLE.contains(jid.group("server")))) {
            return ofJid(jid.group("id"), jid.group("server"));
        }
        if (WRITTEN_NUMBER.matcher(chatId).matches()) {
            String digits = PUNCTUATION.matcher(chatId).replaceAll("");
            String international = digits.startsWith("00") ? digits.substring(2) : digits;
            boolean hasNoCountry = digits.startsWith("000"); // no country's code begins with a zero
            if (NUMBER.matcher(international).matches() && !hasNoCountry) {
                return new WhatsAppChat(international, international);
            }
        }
        throw new InvalidPinRequestException(
                "The chat id is neither a phone number with country code, such as +55 11 99999-9999, nor a JID that ends"
                        + " in @s.whatsapp.net, @c.us, @lid, @g.us or @newsletter",
                Origin.unanswered(WhatsApp.NAME, chatId));
    }

    private static WhatsAppChat ofJid(String id, String server) {
        boolean isNumber = server.equals("s.whatsapp.net") || server.equals("c.us"); // one and the same
        return isNumber ? new WhatsAppChat(id + PRIVATE, id) : new WhatsAppChat(id + "@" + server, id + "@" + server);
    }
}
