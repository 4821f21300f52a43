package io.github.chatpin.camel.fake;

import java.util.OptionalInt;

/**
 * What decides about a pin.
 *
 * @param generation the server's version
 * @param ownCap how many pins fit, if not as many as in that version
 * @param repinAtCapRefused whether pinning a pinned dialog answers false at the cap
 */
record PinRules(Bitrix24Generation generation, OptionalInt ownCap, boolean repinAtCapRefused) {

    PinRules {
        if (ownCap.isPresent() && ownCap.getAsInt() < 0) {
            throw new IllegalArgumentException("pinCap must not be negative: " + ownCap.getAsInt());
        }
    }

    int cap() {
        return ownCap.orElse(generation.pinCap());
    }

    PinRules with(Bitrix24Generation newGeneration) {
        return new PinRules(newGeneration, ownCap, repinAtCapRefused);
    }

    PinRules withCap(int newCap) {
        return new PinRules(generation, OptionalInt.of(newCap), repinAtCapRefused);
    }

    PinRules withRepinAtCapRefused(boolean refused) {
        return new PinRules(generation, ownCap, refused);
    }
}
