package io.github.chatpin.camel.memory;

/**
 * What is known of the pins of one account and method.
 *
 * @param remembered the chats that this component has pinned
 * @param places     the places under the cap that are spoken for
 * @param otherIds   the chats that a list may have under another id than the one they were pinned by
 */
public record KnownPins(RememberedPins remembered, Places places, OtherIds otherIds) {

    static KnownPins with(RememberedPins remembered) {
        return new KnownPins(remembered, new Places(remembered), new OtherIds());
    }
}
