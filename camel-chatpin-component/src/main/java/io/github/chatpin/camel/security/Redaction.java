package io.github.chatpin.camel.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes secrets out of what others wrote, and makes it fit for a message: an upstream may repeat what was sent, at any
 * length and with line breaks.
 */
public final class Redaction {

    private static final String MASK = "xxxxxx";
    private static final int MAX_LENGTH = 200;

    // A shorter one is taken out only where it stands alone, and not if it may be an ordinary word: no real secret is.
    private static final int SHORT = 6;
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final Known NONE = new Known(List.of(), NOTHING);
    // Of two that begin alike, the whole of the longer one is taken out.
    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed();
    private static final Pattern ENCODED = Pattern.compile("%[\\dA-Fa-f]{2}");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private final Supplier<List<String>> secrets;
    private volatile Known known = NONE; // until one is looked for

    /** @param secrets asked anew for each text, since credentials may be renewed */
    public Redaction(Supplier<List<String>> secrets) {
        this.secrets = secrets;
    }

    record Known(List<String> secrets, Pattern pattern) {

        /** Shows none of them. */
        @Override
        public String toString() {
            return secrets.size() + " secrets";
        }
    }

    private Pattern pattern() {
        List<String> now = secrets.get();
        Known last = known;
        if (!last.secrets.equals(now)) {
            last = new Known(now, pattern(now));
            known = last;
        }
        return last.pattern;
    }

    private static Pattern pattern(List<String> secrets) {
        String anySecret = Stream.concat(secrets.stream(), secrets.stream().map(Redaction::encoded))
                .filter(secret -> !secret.isBlank()
                        && (secret.length() >= SHORT || !WORD.matcher(secret).matches()))
                .distinct()
                .sorted(LONGEST_FIRST)
                .map(Redaction::regex)
                .collect(Collectors.joining("|"));
        return anySecret.isEmpty() ? NOTHING : Pattern.compile(anySecret);
    }

    private static String encoded(String secret) {
        return URLEncoder.encode(secret, StandardCharsets.UTF_8);
    }

    private static String regex(String secret) {
        // What is encoded may be so in either case.
        String quoted = ENCODED.matcher(Pattern.quote(secret)).replaceAll("\\\\E(?i:$0)\\\\Q");
        return secret.length() >= SHORT ? quoted : "(?<![\\p{L}\\d])" + quoted + "(?![\\p{L}\\d])";
    }

    /** Returns the text without the secrets, on one line and of at most 200 characters; {@code null} stays. */
    public String clean(String text) {
        if (text == null) {
            return null;
        }
        String cleaned = pattern()
                .matcher(text)
                .replaceAll(MASK)
                .codePoints()
                .map(character -> breaksLines(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cleaned.length() <= MAX_LENGTH ? cleaned : cleaned.substring(0, cut(cleaned)) + "…";
    }

    private static int cut(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }

    private static boolean breaksLines(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    /** Returns the failure's kind and cleaned message. */
    public String describe(Throwable failure) {
        String text = failure.getMessage() == null ? "" : ": " + clean(failure.getMessage());
        return failure.getClass().getSimpleName() + text;
    }

    /** Returns whether neither the failure nor its causes, nor what they suppressed, mention a secret. */
    public boolean isClean(Throwable failure) {
        Pattern secret = pattern();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>()); // causes may form a circle
        Deque<Throwable> toSee = new ArrayDeque<>(List.of(failure));
        while (!toSee.isEmpty()) {
            Throwable next = toSee.pop();
            if (!seen.add(next)) {
                continue;
            }
            if (secret.matcher(next.toString()).find()) {
                return false;
            }
            toSee.addAll(List.of(next.getSuppressed()));
            if (next.getCause() != null) {
                toSee.add(next.getCause());
            }
        }
        return true;
    }
}
