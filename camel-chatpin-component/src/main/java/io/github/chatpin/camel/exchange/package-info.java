/** What the component reads from a message and writes into it. */
package io.github.chatpin.camel.exchange;
