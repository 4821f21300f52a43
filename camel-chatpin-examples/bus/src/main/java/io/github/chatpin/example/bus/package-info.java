/** The message bus example; {@link io.github.chatpin.example.bus.BusExample} starts it. */
package io.github.chatpin.example.bus;
