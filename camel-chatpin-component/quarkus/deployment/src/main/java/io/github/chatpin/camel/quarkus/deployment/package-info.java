/** What the extension does while an application with Quarkus is built. */
package io.github.chatpin.camel.quarkus.deployment;
