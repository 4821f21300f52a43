package io.github.chatpin.camel.fake;

/** How a request said who sent it, whether rightly or not. */
public enum Credentials {
    /** A webhook's user id and code in the path (Bitrix24). */
    WEBHOOK,
    /** An OAuth access token in the field {@code auth} or {@code access_token} (Bitrix24). */
    ACCESS_TOKEN,
    /** An application's id and secret, at the authorization server (Bitrix24). */
    CLIENT,
    /** The header {@code token} (RyzeAPI). */
    TOKEN_HEADER,
    /** The header {@code Authorization} with a bearer token (both). */
    BEARER,
    /** Not at all. */
    NONE
}
