/** What a platform is made of: for authors of a platform beside Bitrix24 and WhatsApp. Experimental. */
package io.github.chatpin.camel.spi;
