/**
 * The way of a pin from the producer to the upstream and back: it waits in an {@link
 * io.github.chatpin.camel.dispatch.Account}, takes its turn at a {@link io.github.chatpin.camel.limit.Turnstile}, leaves
 * with others in a {@link io.github.chatpin.camel.dispatch.Call}, and its {@link io.github.chatpin.camel.dispatch.Ending}
 * goes to the {@link io.github.chatpin.camel.dispatch.Recipient} that asked for it.
 */
package io.github.chatpin.camel.dispatch;
