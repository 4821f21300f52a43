/** The way of one request over camel-http, and what must not show on it. */
package io.github.chatpin.camel.http;
