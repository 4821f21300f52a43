package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a chat of WhatsApp.
 *
 * @param user what stands before the {@code @}: a number, or an id
 * @param server what stands behind it, which tells the kind of chat
 */
record Jid(String user, String server) {

    static final String PERSON = "s.whatsapp.net";
    static final String GROUP = "g.us";
    static final String LID = "lid";
    static final String NEWSLETTER = "newsletter";

    /** How WhatsApp Web writes a person. */
    static final String WEB_PERSON = "c.us";

    private static final Set<String> NEUTRAL = Set.of(PERSON, GROUP, LID, NEWSLETTER);
    private static final Pattern SYNTAX = Pattern.compile("([^@\\s]+)@([^@\\s]+)");

    static Optional<Jid> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        return matcher.matches() ? Optional.of(new Jid(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static Jid person(String number) {
        return new Jid(number, PERSON);
    }

    /** For ids that a test gives: a number, or a JID of any form that exists. */
    static Jid of(String text) {
        return parse(text.matches("[0-9]+") ? text + "@" + PERSON : text)
                .map(Jid::neutral)
                .filter(Jid::isNeutral)
                .orElseThrow(() -> new IllegalArgumentException("neither a number nor a chat's JID: " + text));
    }

    boolean isPerson() {
        return server.equals(PERSON);
    }

    boolean isGroup() {
        return server.equals(GROUP);
    }

    boolean isLid() {
        return server.equals(LID);
    }

    boolean isNewsletter() {
        return server.equals(NEWSLETTER);
    }

    boolean hasNumber() {
        return user.matches("[0-9]+");
    }

    /** Whether a phone could have a chat of this kind under this name. */
    boolean isNeutral() {
        return NEUTRAL.contains(server);
    }

    /** As the phone and its protocol write it. */
    Jid neutral() {
        return server.equals(WEB_PERSON) ? person(user) : this;
    }

    /** As WhatsApp Web writes it. */
    Jid web() {
        return isPerson() ? new Jid(user, WEB_PERSON) : this;
    }

    /** As WhatsApp Web keeps it, and as lists have it that are made of its own objects. */
    ObjectNode webId() {
        Jid web = web();
        return Json.object().put("server", web.server()).put("user", web.user()).put("_serialized", web.toString());
    }

    /** What WhatsApp Web makes of an id; empty where it knows no such chat. */
    static Optional<Jid> ofWeb(String text) {
        return parse(text).filter(jid -> !jid.isPerson()).map(Jid::neutral).filter(Jid::isNeutral);
    }

    @Override
    public String toString() {
        return user + "@" + server;
    }
}
