package io.github.chatpin.camel.http;

import org.apache.camel.component.http.HttpComponent;

/** What endpoints have in common that share an HTTP client. Components are compared by identity. */
record ClientSettings(HttpComponent component, Timeouts timeouts, PoolBounds bounds) {}
