/** Camel's developer console of the component. */
package io.github.chatpin.camel.console;
