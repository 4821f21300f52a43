package io.github.chatpin.camel;

import java.util.Objects;

/**
 * A pair of OAuth tokens. Both are secrets.
 *
 * @param accessToken  what proves who sends a request; Bitrix24 lets it expire after an hour
 * @param refreshToken what the next pair is had with; Bitrix24 takes it once, for 180 days
 */
public record OAuthTokens(String accessToken, String refreshToken) {

    public OAuthTokens {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(refreshToken, "refreshToken");
    }

    /** Does not show the tokens. */
    @Override
    public String toString() {
        return "OAuthTokens";
    }
}
