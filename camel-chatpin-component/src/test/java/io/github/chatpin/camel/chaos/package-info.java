/** Random mixes of everything that can go wrong, and what must hold all the same. */
package io.github.chatpin.camel.chaos;
