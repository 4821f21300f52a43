/** The Spring Boot example; {@link io.github.chatpin.example.springboot.PinApplication} starts it. */
package io.github.chatpin.example.springboot;
