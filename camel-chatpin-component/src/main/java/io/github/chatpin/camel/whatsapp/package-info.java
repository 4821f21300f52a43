/** WhatsApp through one of several gateways: how each is asked, and what its answers say. */
package io.github.chatpin.camel.whatsapp;
