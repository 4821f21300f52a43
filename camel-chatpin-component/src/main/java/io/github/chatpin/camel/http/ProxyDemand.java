package io.github.chatpin.camel.http;

import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.UpstreamAnswer;

/** A proxy on the way asks for credentials of its own: neither the upstream nor the request is to blame. */
public final class ProxyDemand {

    private ProxyDemand() {}

    /** Returns what to say of it, with what the proxy says of itself. */
    public static String message(String upstream, UpstreamAnswer answer, Redaction redaction) {
        String challenge = redaction.clean(answer.headers().getOrDefault("proxy-authenticate", ""));
        return ("A proxy on the way to %s asks for credentials (status %d%s); set proxyAuthUsername and"
                        + " proxyAuthPassword of the HTTP component")
                .formatted(upstream, answer.status(), challenge.isBlank() ? "" : ", " + challenge);
    }
}
