package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The chats that a body names to WPPConnect-server, which builds each id anew: what stands behind an {@code @} is cut, and
 * the flags decide what comes in its place.
 *
 * @param names what was sent
 * @param flags which flags count as set
 */
record WppContacts(List<String> names, Flags flags) {

    /** Beyond it, what has no flag is taken for a LID. */
    private static final int LONGEST_NUMBER = 14;

    private static final String PHONE = "phone";

    /** Which flags count as set. Any text does, {@code "false"} as well. */
    private record Flags(boolean group, boolean newsletter, boolean lid) {

        private static Flags of(Map<String, Object> fields) {
            return new Flags(
                    isSet(fields.get("isGroup")), isSet(fields.get("isNewsletter")), isSet(fields.get("isLid")));
        }

        private static boolean isSet(Object value) {
            return value != null && !value.equals(false) && !value.equals("") && !value.equals(0);
        }
    }

    /** Empty where the server stumbles over the type. */
    static Optional<WppContacts> of(Map<String, Object> fields) {
        Flags flags = Flags.of(fields);
        Object phone = fields.get(PHONE);
        if (phone == null || phone.equals("") || phone.equals(false) || phone.equals(0)) {
            return Optional.of(new WppContacts(List.of(), flags));
        }
        if (phone instanceof String text) {
            return Optional.of(new WppContacts(Arrays.asList(text.split("\\s*[,;]\\s*")), flags));
        }
        return phone instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? Optional.of(
                        new WppContacts(list.stream().map(String.class::cast).toList(), flags))
                : Optional.empty();
    }

    /** As WhatsApp Web writes them. */
    List<Jid> ids() {
        return names.stream()
                .map(this::user)
                .filter(user -> !user.isEmpty())
                .map(this::id)
                .toList();
    }

    /** Whether the server asks WhatsApp whether the numbers exist. */
    boolean areChecked() {
        return !flags.group() && !flags.newsletter();
    }

    /** What a correct client would not have sent. */
    static List<String> violations(Map<String, Object> fields) {
        List<String> violations = new ArrayList<>();
        Stream.of("isGroup", "isNewsletter", "isLid")
                .filter(name -> fields.containsKey(name) && !(fields.get(name) instanceof Boolean))
                .forEach(name -> violations.add(name + " is not a boolean, and counts as true"));
        Optional<WppContacts> contacts = of(fields);
        if (contacts.isEmpty()) {
            violations.add("phone is neither text nor a list of it");
        } else if (contacts.get().ids().isEmpty()) {
            violations.add("no phone, which does nothing");
        } else {
            contacts.get()
                    .names
                    .forEach(name -> violations.addAll(contacts.get().violations(name)));
        }
        return violations;
    }

    private List<String> violations(String name) {
        Jid id = id(user(name));
        String suffix = name.contains("@") ? name.substring(name.indexOf('@') + 1) : "";
        String meant = suffix.equals(Jid.PERSON) ? Jid.WEB_PERSON : suffix;
        boolean isGuessed = suffix.isEmpty() && id.isLid() && !flags.lid();
        return isGuessed || !suffix.isEmpty() && !meant.equals(id.server())
                ? List.of("flags do not fit: " + name + " is taken for " + id)
                : List.of();
    }

    private String user(String name) {
        String user = name.split("@", -1)[0];
        return areChecked() ? user.replaceAll("[^\\w ]", "") : user;
    }

    private Jid id(String user) {
        if (flags.group()) {
            return new Jid(user, Jid.GROUP);
        }
        if (flags.newsletter()) {
            return new Jid(user, Jid.NEWSLETTER);
        }
        return new Jid(user, flags.lid() || user.length() > LONGEST_NUMBER ? Jid.LID : Jid.WEB_PERSON);
    }
}
