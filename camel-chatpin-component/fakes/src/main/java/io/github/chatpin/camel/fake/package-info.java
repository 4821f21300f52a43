/**
 * Strict HTTP stand-ins for the two upstreams, for the component's tests and for those of its users: {@link
 * io.github.chatpin.camel.fake.FakeBitrix24} and {@link io.github.chatpin.camel.fake.FakeRyzeApi}. They answer on free
 * ports of 127.0.0.1, count against the same limits as the real upstreams, and break in the same ways on demand.
 */
package io.github.chatpin.camel.fake;
