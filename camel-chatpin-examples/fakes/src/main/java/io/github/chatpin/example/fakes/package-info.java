/** Stand-ins that run by themselves; {@link io.github.chatpin.example.fakes.FakesExample} starts one. */
package io.github.chatpin.example.fakes;
