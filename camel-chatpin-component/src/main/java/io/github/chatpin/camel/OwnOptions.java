package io.github.chatpin.camel;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * The options that an endpoint's URI sets. Numbers among them are checked as they are written: Camel makes 0 of most of
 * what is none, and another number of one beyond an int.
 */
final class OwnOptions {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

    // Of what Camel's TimeUtils reads, what it does not read by chance: it takes 5sek for 5 s, and 1h30 for 1 h.
    private static final Pattern DURATION =
            Pattern.compile("(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?(\\d{1,9}ms)?");

    private final Set<String> names = new HashSet<>();
    private String fault;

    private OwnOptions() {}

    /**
     * Returns the options; a number that cannot be read is taken out, so that Camel does not read it.
     *
     * @param types knows the options' types
     */
    static OwnOptions takenFrom(Map<String, Object> parameters, PropertyConfigurerGetter types) {
        OwnOptions options = new OwnOptions();
        Iterator<Map.Entry<String, Object>> entries = parameters.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Object> option = entries.next();
            String name = canonical(option.getKey());
            options.names.add(name);
            String fault = fault(types.getOptionType(name, true), option.getValue());
            if (fault != null) {
                options.fault = options.fault == null ? option.getKey() + fault : options.fault;
                entries.remove();
            }
        }
        return options;
    }

    private static String fault(Class<?> type, Object value) {
        if (!(value instanceof String text) || text.startsWith("#")) { // a reference
            return null;
        }
        if ((type == int.class || type == Integer.class) && !isInt(text)) {
            return ": must be a whole number up to " + Integer.MAX_VALUE;
        }
        if (type == long.class && !isDuration(text)) {
            return ": must be a number of milliseconds, or a duration such as 30s, 1h30m or 500ms";
        }
        return null;
    }

    private static boolean isInt(String text) {
        return WHOLE_NUMBER.matcher(text).matches() && Long.parseLong(text) == (int) Long.parseLong(text);
    }

    private static boolean isDuration(String text) {
        return WHOLE_NUMBER.matcher(text).matches() || DURATION.matcher(text).matches() || isIsoDuration(text);
    }

    private static boolean isIsoDuration(String text) {
        if (text.startsWith("+")) { // Camel makes 0 of it
            return false;
        }
        try {
            Duration duration = Duration.parse(text);
            return duration.toMillis() != 0 || duration.isZero(); // 0 is no bound
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    /** Throws if a number cannot be read. */
    void check() {
        if (fault != null) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** Returns whether an option is set, in whatever way its name is written. */
    boolean has(String option) {
        return names.contains(canonical(option));
    }

    /** Camel takes an option's name in any case and with dashes. */
    private static String canonical(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
