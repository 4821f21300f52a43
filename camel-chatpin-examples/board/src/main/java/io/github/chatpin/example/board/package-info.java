/** An example with a web page: which chats are pinned, live, and pins, unpins and syncs at a click. */
package io.github.chatpin.example.board;
