/** An application as the documentation shows it, alone: Camel Main looks for routes in its package. */
package io.github.chatpin.camel.docs.main;
