package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The other WhatsApp gateways that the command line can name. */
enum Gateways {
    GOWA(FakeGateway::gowa),
    OPENWA(FakeGateway::openWa),
    WWEBJS(FakeGateway::wwebjs),
    WPPCONNECT(FakeGateway::wppConnect);

    /** All names, for messages. */
    static final String NAMES = Arrays.stream(values()).map(Gateways::wireName).collect(Collectors.joining(","));

    private static final String ALL = "all";

    private final Supplier<FakeGatewayBuilder> builder;

    Gateways(Supplier<FakeGatewayBuilder> builder) {
        this.builder = builder;
    }

    /**
     * Those that a list with commas names.
     *
     * @param names names, or {@code all}; empty for none
     */
    static List<Gateways> among(String names) {
        List<String> wanted =
                names.isEmpty() ? List.of() : List.of(names.equals(ALL) ? NAMES.split(",") : names.split(",", -1));
        List<Gateways> found = Arrays.stream(values())
                .filter(gateway -> wanted.contains(gateway.wireName()))
                .toList();
        if (found.size() != wanted.size()) {
            throw new IllegalArgumentException("--gateways must be " + ALL + ", or some of " + NAMES);
        }
        return found;
    }

    FakeGatewayBuilder builder() {
        return builder.get();
    }

    /** The option for its port. */
    Option port() {
        return Option.valueOf(name() + "_PORT");
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
