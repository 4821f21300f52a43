/** Camel's health checks of the accounts. */
package io.github.chatpin.camel.health;
