/**
 * Both stand-ins as a program of its own, for clients in any language: {@link io.github.chatpin.camel.fake.server.Main}
 * starts them and a control server. It speaks JSON over HTTP, and has a page to look at.
 */
package io.github.chatpin.camel.fake.server;
