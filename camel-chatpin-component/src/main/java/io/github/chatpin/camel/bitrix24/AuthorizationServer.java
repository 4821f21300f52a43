package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.http.ProxyDemand;
import io.github.chatpin.camel.http.Redirect;
import io.github.chatpin.camel.http.StatusKind;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for new tokens and reads the answers. Source: Bitrix24's page "Automatic OAuth 2.0 authorization renewal", read
 * in November 2026: a GET with the secrets in its query; each refresh token is good for one renewal.
 */
record AuthorizationServer(OAuthClient client, Redaction redaction) {

    /** What to do about a refusal. */
    static final String ADVICE = "check clientId, clientSecret and refreshToken";

    private static final String SPENT = "invalid_grant"; // RFC 6749, section 5.2; or it is too old, or revoked

    // RFC 6749, section 5.2, and Bitrix24's own.
    private static final Set<String> REFUSALS = Set.of(
            "INVALID_REQUEST",
            "INVALID_CLIENT",
            "WRONG_CLIENT",
            "INVALID_GRANT",
            "UNAUTHORIZED_CLIENT",
            "UNSUPPORTED_GRANT_TYPE",
            "INVALID_SCOPE",
            "INSUFFICIENT_SCOPE",
            "PAYMENT_REQUIRED");
    private static final Set<String> OWN_FAULTS =
            Set.of("QUERY_LIMIT_EXCEEDED", "SERVER_ERROR", "TEMPORARILY_UNAVAILABLE");

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

    /** Returns what an answer without tokens means: the code decides, as far as it is known, and else the status. */
    Result withoutTokens(UpstreamAnswer answer) {
        Bitrix24Error error = Bitrix24Error.ofRequest("", answer.json());
        if (REFUSALS.contains(error.key())) {
            return refused(error, answer);
        }
        if (error.isForGood()) {
            return unavailable(error, answer, false);
        }
        if (error.isPassing() || OWN_FAULTS.contains(error.key())) {
            return unavailable(error, answer, true);
        }
        return switch (StatusKind.of(answer.status())) {
            case REDIRECT ->
                new Result.Unavailable(
                        Redirect.message(place(), client.tokenUrl(), answer, redaction), answer.status(), false);
            case PROXY ->
                new Result.Unavailable(ProxyDemand.message(place(), answer, redaction), answer.status(), false);
            case CREDENTIALS -> refused(error, answer);
            case REFUSAL ->
                Bitrix24Error.isPageNotFound(answer) ? unavailable(error, answer, true) : refused(error, answer);
            case LIMIT -> unavailable(error, answer, true);
            case FAULT ->
                answer.isSuccess() && error.hasCode() ? refused(error, answer) : unavailable(error, answer, true);
        };
    }

    private Result refused(Bitrix24Error error, UpstreamAnswer answer) {
        return new Result.Refused(message(error, answer) + "; " + ADVICE, answer.status(), code(error));
    }

    private Result unavailable(Bitrix24Error error, UpstreamAnswer answer, boolean mayPass) {
        return new Result.Unavailable(message(error, answer), answer.status(), mayPass);
    }

    private String message(Bitrix24Error error, UpstreamAnswer answer) {
        String what = error.hasCode() ? error.code() : error.description();
        return "%s answered %d %s"
                .formatted(place(), answer.status(), what.isBlank() ? "without tokens" : redaction.clean(what));
    }

    private String code(Bitrix24Error error) {
        return error.hasCode() ? redaction.clean(error.code()) : null;
    }

    /** Returns whether a refusal is the refresh token's, and not one that the application's configuration may end. */
    static boolean isForTheToken(Result.Refused refused) {
        return SPENT.equalsIgnoreCase(refused.errorCode());
    }

    private String place() {
        return "The authorization server at " + client.tokenUrl().getRawAuthority();
    }
}
