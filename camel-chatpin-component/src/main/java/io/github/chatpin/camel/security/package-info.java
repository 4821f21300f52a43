/** What keeps secrets from being seen: digests that tell them apart, and redaction of what others wrote. */
package io.github.chatpin.camel.security;
