/** WhatsApp through RyzeAPI: its one call, its errors, and what has to be remembered for it. */
package io.github.chatpin.camel.whatsapp;
