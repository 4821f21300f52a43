package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.security.Fingerprint;
import java.util.ArrayDeque;
import java.util.Deque;

/** The pairs that a session had before, by their digests: a store that went back, as to a backup, has one of them. */
final class SpentPairs {

    private static final int MOST = 100; // some four days of a pair an hour

    private final Deque<String> digests = new ArrayDeque<>();

    void add(OAuthTokens pair) {
        if (digests.size() == MOST) {
            digests.removeFirst();
        }
        digests.addLast(digest(pair));
    }

    boolean contains(OAuthTokens pair) {
        return digests.contains(digest(pair));
    }

    private static String digest(OAuthTokens pair) {
        return Fingerprint.of(pair.accessToken() + " " + pair.refreshToken());
    }
}
