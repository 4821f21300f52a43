/**
 * Pins and unpins chats in Bitrix24 and WhatsApp: {@code chatpin:bitrix24} and {@code chatpin:whatsapp}. What routes see
 * is here; the packages below are the component's own.
 */
package io.github.chatpin.camel;
