package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WhatsApp chat.
 *
 * @param id   as results name it: a phone number in international digits, or a JID
 * @param user the JID's part before the {@code @}
 * @param kind what stands behind it
 */
record WhatsAppChat(String id, String user, Kind kind) {

    /** What a chat may be with. */
    enum Kind {
        PERSON("s.whatsapp.net"),
        /** A person whose number does not show. */
        LID("lid"),
        GROUP("g.us"),
        NEWSLETTER("newsletter");

        private final String server;

        Kind(String server) {
            this.server = server;
        }

        private static Kind ofServer(String server) {
            return Arrays.stream(values())
                    .filter(kind -> kind.server.equals(server))
                    .findFirst()
                    .orElse(PERSON); // c.us is another name of s.whatsapp.net
        }
    }

    private static final String BROWSERS_SERVER = "@c.us";

    // A person's JID may name one of the phones and computers (:12), and before it the kind of its number (.0 or _0).
    private static final Pattern JID =
            Pattern.compile("(?<id>\\d{1,32}(-\\d{1,32})?)(?<device>([._]\\d{1,3})?:\\d{1,5})?"
                    + "@(?<server>s\\.whatsapp\\.net|c\\.us|lid|g\\.us|newsletter)");
    // As people write it and as it is copied: with blanks and dashes of any kind, and marks of direction (\p{Cf}).
    private static final String BLANK = " \\t\\p{Zs}\\p{Cf}&&[^\\ufeff]";
    private static final Pattern WRITTEN_NUMBER =
            Pattern.compile("[(" + BLANK + "]*+\\+?[\\d().\\p{Pd}/" + BLANK + "]+");
    private static final Pattern PUNCTUATION = Pattern.compile("\\D");

    // E.164 numbers have at most 15 digits; the shortest in use, with country code, have some 5. No country's code
    // begins
    // with a zero.
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{4,14}");

    /**
     * Only punctuation, a prefix and a device are removed: which digits a number canonically has (Brazil, Mexico) only the
     * server knows.
     */
    static WhatsAppChat parse(String chatId) {
        return find(chatId)
                .or(() -> written(chatId))
                .orElseThrow(() -> new InvalidPinRequestException(
                        "The chat id is neither a phone number with country code, such as +55 11 99999-9999, nor a JID"
                                + " that ends in @s.whatsapp.net, @c.us, @lid, @g.us or @newsletter",
                        Origin.unanswered(WhatsApp.NAME, chatId)));
    }

    /** Returns the chat that a JID names, empty if it is none of these. */
    static Optional<WhatsAppChat> find(String jid) {
        Matcher parts = JID.matcher(jid.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Kind kind = Kind.ofServer(parts.group("server"));
        boolean mayHaveDevice = kind == Kind.PERSON || kind == Kind.LID;
        if (parts.group("device") != null && !mayHaveDevice) {
            return Optional.empty();
        }
        String user = parts.group("id");
        return Optional.of(new WhatsAppChat(user + "@" + kind.server, user, kind));
    }

    private static Optional<WhatsAppChat> written(String number) {
        if (!WRITTEN_NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        String digits = PUNCTUATION.matcher(number).replaceAll("");
        String international = digits.startsWith("00") ? digits.substring(2) : digits;
        return NUMBER.matcher(international).matches()
                ? Optional.of(new WhatsAppChat(international, international, Kind.PERSON))
                : Optional.empty();
    }

    /** Returns what is the same for a number and its JID; a pin takes it. */
    String key() {
        return kind == Kind.PERSON && NUMBER.matcher(user).matches() ? user : id;
    }

    /** Returns the JID. */
    String jid() {
        return user + "@" + kind.server;
    }

    /** Returns the JID as WhatsApp's page in a browser writes it. */
    String browsersJid() {
        return kind == Kind.PERSON ? user + BROWSERS_SERVER : jid();
    }
}
