/** How an operator sees the accounts in JMX and in the log, and acts on them. */
package io.github.chatpin.camel.management;
