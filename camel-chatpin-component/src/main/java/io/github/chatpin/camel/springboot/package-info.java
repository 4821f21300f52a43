/**
 * {@code camel.component.chatpin.*} in applications with Spring Boot. Nothing outside of this package needs Spring, and
 * without Spring Boot nothing loads it.
 */
package io.github.chatpin.camel.springboot;
