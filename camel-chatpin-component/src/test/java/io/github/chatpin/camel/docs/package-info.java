/** Keeps README.md and the pages under {@code docs} true: runs their snippets and compares their tables. */
package io.github.chatpin.camel.docs;
