package io.github.chatpin.camel.whatsapp;

import java.util.List;
import java.util.stream.Collectors;

/** The gateways that there are. */
record Gateways(List<Gateway> all) {

    static final Gateways KNOWN =
            new Gateways(List.of(new RyzeApi(), new Gowa(), new OpenWa(), new Wwebjs(), new WppConnect()));

    /** @throws IllegalArgumentException if there is none of that name */
    Gateway named(String name) {
        return all.stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("gateway: unknown; use one of "
                        + all.stream().map(Gateway::name).collect(Collectors.joining(", "))));
    }
}
