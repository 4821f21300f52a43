package io.github.chatpin.camel;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Knows a handful of accounts from properties. A key is the account's name, a dot, and an option:
 * {@code acme.bitrix24.com.portalUrl}. The option is what follows the last dot, so names may have dots. What is blank is not
 * set. A key without a dot is of no account. <b>Secrets are in it in clear</b>: a file must be for its reader alone.
 */
public class PropertiesAccountSource implements AccountSource {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Supplier<Map<String, Map<String, String>>> accounts;

    /** Knows what the properties say now, and not what they say later. */
    public PropertiesAccountSource(Map<String, String> properties) {
        Map<String, Map<String, String>> known = accounts(properties);
        this.accounts = () -> known;
    }

    /** Knows what the properties and their defaults say now, and not what they say later. */
    public PropertiesAccountSource(Properties properties) {
        this(strings(properties));
    }

    /**
     * Reads a file at each look-up: a change counts from then on. Put a new file in the old one's place in one step, or a
     * look-up may see a part of it.
     *
     * @param file in the format of {@link Properties}, in UTF-8
     */
    public PropertiesAccountSource(Path file) {
        this.accounts = () -> accounts(read(file));
    }

    /** Reads a file at each look-up, for beans that are configured in text, such as Camel Main's. */
    public PropertiesAccountSource(String file) {
        this(Path.of(file));
    }

    /**
     * @throws UncheckedIOException  if the file cannot be read, or is no UTF-8
     * @throws IllegalStateException if a Unicode escape in the file is malformed
     */
    @Override
    public Optional<Map<String, String>> find(String name) {
        return Optional.ofNullable(accounts.get().get(name)).map(Map::copyOf);
    }

    private static Map<String, Map<String, String>> accounts(Map<String, String> properties) {
        Map<String, Map<String, String>> accounts = new HashMap<>();
        properties.forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            if (dot < 0) {
                return;
            }
            Map<String, String> options = accounts.computeIfAbsent(key.substring(0, dot), name -> new HashMap<>());
            if (value != null && !value.isBlank()) {
                options.put(key.substring(dot + 1), value);
            }
        });
        return accounts;
    }

    private static Map<String, String> strings(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try {
            String text = Files.readString(file);
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (IllegalArgumentException e) { // which says no more than that
            throw new IllegalStateException(file + " has a malformed Unicode escape");
        }
        return strings(properties);
    }
}
