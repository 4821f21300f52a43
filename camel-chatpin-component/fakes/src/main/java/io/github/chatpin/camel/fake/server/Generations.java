package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.Bitrix24Generation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names of the versions of Bitrix24, as they are written outside Java: in lower case, with hyphens. */
final class Generations {

    /** All names, for messages. */
    static final String NAMES =
            Arrays.stream(Bitrix24Generation.values()).map(Generations::name).collect(Collectors.joining(" or "));

    private Generations() {}

    static Optional<Bitrix24Generation> named(String name) {
        return Arrays.stream(Bitrix24Generation.values())
                .filter(generation -> name(generation).equals(name))
                .findFirst();
    }

    private static String name(Bitrix24Generation generation) {
        return generation.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
