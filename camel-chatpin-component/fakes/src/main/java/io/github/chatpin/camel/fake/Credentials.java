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
    /** The header {@code Authorization} with a bearer token (Bitrix24, RyzeAPI, OpenWA, WPPConnect). */
    BEARER,
    /** The header {@code Authorization} with a user and a password (gowa). */
    BASIC,
    /** The header {@code x-api-key} (OpenWA, wwebjs-api). */
    API_KEY,
    /** The session's token in the path (WPPConnect). */
    PATH,
    /** Not at all. */
    NONE
}
