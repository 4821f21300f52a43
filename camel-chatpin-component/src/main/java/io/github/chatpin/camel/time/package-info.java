/** The time, and calling back later. */
package io.github.chatpin.camel.time;
