/**
 * Strict HTTP stand-ins for the upstreams, for the component's tests and for those of its users: {@link
 * io.github.chatpin.camel.fake.FakeBitrix24}, {@link io.github.chatpin.camel.fake.FakeRyzeApi} and, for the other
 * WhatsApp gateways, {@link io.github.chatpin.camel.fake.FakeGateway}. They answer on free
 * ports of 127.0.0.1, count against the same limits as the real upstreams, and break in the same ways on demand.
 */
package io.github.chatpin.camel.fake;
