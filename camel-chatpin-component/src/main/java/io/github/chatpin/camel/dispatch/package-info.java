/**
 * The way of a pin from the producer to the upstream and back. It waits in an {@link
 * io.github.chatpin.camel.dispatch.Account}; the {@link io.github.chatpin.camel.dispatch.Dispatcher} takes a permit from
 * the {@link io.github.chatpin.camel.limit.RateLimiter} and sends it, with others, in a {@link
 * io.github.chatpin.camel.dispatch.PinCall}; its {@link io.github.chatpin.camel.dispatch.Completion} goes to the {@link
 * io.github.chatpin.camel.dispatch.Recipient} that it is for.
 */
package io.github.chatpin.camel.dispatch;
