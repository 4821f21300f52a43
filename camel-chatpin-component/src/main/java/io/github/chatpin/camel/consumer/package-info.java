/** What reads again and again which chats are pinned, and tells a route what has changed. */
package io.github.chatpin.camel.consumer;
