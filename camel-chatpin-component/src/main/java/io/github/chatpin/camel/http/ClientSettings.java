package io.github.chatpin.camel.http;

import org.apache.camel.component.http.HttpComponent;

/**
 * What endpoints have in common that share an HTTP client.
 *
 * @param component compared by identity
 * @param scheme    by which camel-http chooses TLS and proxy
 */
record ClientSettings(HttpComponent component, String scheme, Timeouts timeouts, PoolBounds bounds) {}
