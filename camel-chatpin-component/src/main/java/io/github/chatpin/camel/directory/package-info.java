/** The accounts of endpoints that have many: looked up by their names, kept while they are used. */
package io.github.chatpin.camel.directory;
