package io.github.chatpin.camel.http;

/** What an HTTP status means where nothing else in the answer tells. The same for all upstreams. */
public enum StatusKind {
    /** 3xx: it is never followed. */
    REDIRECT,
    /** 401, 403: the credentials are refused. */
    CREDENTIALS,
    /** 407: not the upstream answers, but a proxy on the way to it. */
    PROXY,
    /** 429: too many requests. */
    LIMIT,
    /** Any other 4xx but those that may pass: this request is refused. */
    REFUSAL,
    /**
     * 5xx, the 4xx that are about the way and not about the request (408, 421, 425), and whatever else says neither yes
     * nor no: asking again may help.
     */
    FAULT;

    /** Returns what a status means. */
    public static StatusKind of(int status) {
        return switch (status) {
            case 401, 403 -> CREDENTIALS;
            case 407 -> PROXY;
            case 408, 421, 425 -> FAULT; // 408 is also how a proxy closes an idle connection
            case 429 -> LIMIT;
            default ->
                switch (status / 100) {
                    case 3 -> REDIRECT;
                    case 4 -> REFUSAL;
                    default -> FAULT;
                };
        };
    }
}
