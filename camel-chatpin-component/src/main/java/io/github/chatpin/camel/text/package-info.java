/** Texts as people and programs write them. */
package io.github.chatpin.camel.text;
