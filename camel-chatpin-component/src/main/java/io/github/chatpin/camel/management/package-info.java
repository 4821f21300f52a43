/** How an operator sees the accounts in JMX and acts on them. */
package io.github.chatpin.camel.management;
