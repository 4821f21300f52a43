package io.github.chatpin.example.fakes;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A command line: the stand-in's name, then options.
 *
 * @param name the stand-in's name
 * @param options their values by name; empty text for options that take none
 */
record Arguments(String name, Map<String, String> options) {

    /** Goes on without an open standard input. */
    static final String NO_INPUT = "--no-input";

    static final String PORT = "--port";
    static final String HTTPS_PORT = "--https-port";
    static final String PLAN = "--plan";
    static final String PIN_CAP = "--pin-cap";
    static final String UNLIMITED = "--unlimited";

    private static final Set<String> WITHOUT_VALUE = Set.of(NO_INPUT, UNLIMITED);

    /** Reads a command line; the options are not checked yet. */
    static Arguments of(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("Which stand-in? bitrix24 or ryzeapi");
        }
        Map<String, String> options = new HashMap<>();
        Iterator<String> rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            options.put(option, takesValue(option) ? valueOf(option, rest) : "");
        }
        return new Arguments(words.get(0), Map.copyOf(options));
    }

    private static boolean takesValue(String word) {
        return word.startsWith("--") && !WITHOUT_VALUE.contains(word);
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException(option + " needs a value");
        }
        return rest.next();
    }

    /** Refuses options that are not among the known ones. */
    void mustBeAmong(List<String> known) {
        options.keySet().stream()
                .sorted()
                .filter(option -> !known.contains(option))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new UsageException(name + " has no option " + unknown + ", only " + String.join(", ", known));
                });
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option));
    }

    OptionalInt number(String option) {
        String value = options.get(option);
        if (value == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(value));
        } catch (NumberFormatException notANumber) {
            throw new UsageException(option + " must be a whole number: " + value);
        }
    }
}
