/** The upstreams' rate limits: the {@link io.github.chatpin.camel.limit.Turnstile} where requests take their turn. */
package io.github.chatpin.camel.limit;
