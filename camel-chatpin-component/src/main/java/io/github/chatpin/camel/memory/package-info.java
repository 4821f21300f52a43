/** What is known of the chats that an account has pinned. */
package io.github.chatpin.camel.memory;
