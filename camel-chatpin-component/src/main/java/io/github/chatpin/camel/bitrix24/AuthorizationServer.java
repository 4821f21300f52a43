package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.http.Redirect;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks for new tokens and reads the answers. Source: Bitrix24's page "Automatic OAuth 2.0 authorization renewal", read
 * in November 2026: a GET with the secrets in its query; each refresh token is good for one renewal.
 */
record AuthorizationServer(OAuthClient client, Redaction redaction) {

    /** What to do about a refusal. */
    static final String ADVICE = "check clientId, clientSecret and refreshToken";

    private static final String SPENT = "invalid_grant"; // RFC 6749, section 5.2; or it is too old, or revoked

    UpstreamRequest request(String refreshToken) {
        return UpstreamRequest.get(
                URI.create("%s?grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
                        .formatted(
                                client.tokenUrl(),
                                encoded(client.id()),
                                encoded(client.secret()),
                                encoded(refreshToken))));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Returns the tokens of an answer, empty if it has none.
     *
     * @param refreshToken what they were asked for with; it stays where the answer has no other (RFC 6749, section 6)
     */
    Optional<OAuthTokens> tokens(UpstreamAnswer answer, String refreshToken) {
        JsonNode body = answer.json();
        String access = body.path("access_token").asText("");
        if (!answer.isSuccess() || access.isBlank()) {
            return Optional.empty();
        }
        String refresh = body.path("refresh_token").asText("");
        return Optional.of(new OAuthTokens(access, refresh.isBlank() ? refreshToken : refresh));
    }

    /** Returns what an answer without tokens means: a code or a 4xx is a refusal, all else may pass. */
    Result withoutTokens(UpstreamAnswer answer) {
        JsonNode body = answer.json();
        int status = answer.status();
        if (status / 100 == 3) {
            return new Result.Unavailable(Redirect.message(place(), answer, redaction), status, false);
        }
        String error = body.path("error").asText("");
        String code = error.isBlank() ? null : redaction.clean(error);
        String message = "%s answered %d %s".formatted(place(), status, code == null ? "without tokens" : code);
        boolean isRefusal = code != null || status / 100 == 4;
        boolean isItsOwnFault = status / 100 == 5 || status == 429 || status == 408;
        return isRefusal && !isItsOwnFault
                ? new Result.Refused(message + "; " + ADVICE, status, code)
                : new Result.Unavailable(message, status, true);
    }

    /** Returns whether a refusal is the refresh token's, and not one that the application's configuration may end. */
    static boolean isForTheToken(Result.Refused refused) {
        return SPENT.equalsIgnoreCase(refused.errorCode());
    }

    private String place() {
        return "The authorization server at " + client.tokenUrl().getRawAuthority();
    }
}
