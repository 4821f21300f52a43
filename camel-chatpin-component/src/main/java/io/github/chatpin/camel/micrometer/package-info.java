/** Micrometer's meters of what the accounts do. Nothing outside of this package needs Micrometer. */
package io.github.chatpin.camel.micrometer;
