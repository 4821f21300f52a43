/** What all chatpin endpoints of one CamelContext share. */
package io.github.chatpin.camel.runtime;
