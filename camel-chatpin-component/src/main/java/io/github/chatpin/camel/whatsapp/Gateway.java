package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of gateway: how it is asked, and what its answers say. Each has one class, and one row in {@link Gateways}.
 * Immutable; one instance serves all endpoints.
 */
interface Gateway {

    /** Returns what the option {@code gateway} calls it. */
    String name();

    /** Returns the names of the endpoint's options that only this gateway has. */
    default Set<String> options() {
        return Set.of();
    }

    /** Returns its address, if all users of it have the same. */
    default Optional<String> url() {
        return Optional.empty();
    }

    /**
     * Returns the paths of its own, with {@code *} for a segment that varies, such as {@code /api/sessions/*}: an address
     * that ends in the beginning of one is a mistake.
     */
    List<String> ownPaths(GatewayAccess access);

    /**
     * Checks what an endpoint has for it.
     *
     * @throws IllegalArgumentException if the endpoint cannot work; the message names the option, not its value
     */
    void check(GatewayAccess access);

    /** Returns the limit that its users keep, unless they set another one; empty if it has none. */
    default Optional<UpstreamLimit> limit() {
        return Optional.empty();
    }

    /** Returns the headers of all its requests: the credential, and what else says whose they are. */
    Map<String, String> headers(GatewayAccess access);

    /** Returns what must never show beside the token itself. */
    default List<String> secrets(GatewayAccess access) {
        return List.of();
    }

    /** Returns why the gateway has no form for a chat; empty if it has one. */
    default Optional<String> lacksAFormFor(WhatsAppChat chat) {
        return Optional.empty();
    }

    /** Returns the call that sets a chat's state. */
    GatewayCall pin(GatewayAccess access, WhatsAppChat chat, boolean pinned);

    /** Returns what the answer to that call says. */
    GatewayAnswer ofPin(UpstreamAnswer answer, boolean pinned);

    /** Returns how it lists the chats and whether they are pinned; empty if it cannot tell. */
    default Optional<ChatList> chatList() {
        return Optional.empty();
    }

    /** Returns the call that asks whether the instance is connected to WhatsApp. */
    GatewayCall status(GatewayAccess access);

    /** Returns what the answer to that call says. */
    GatewayAnswer ofStatus(GatewayAccess access, UpstreamAnswer answer);
}
