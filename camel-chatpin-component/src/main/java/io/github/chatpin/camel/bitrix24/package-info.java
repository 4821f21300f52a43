/** Bitrix24: its methods, its batches, its errors. */
package io.github.chatpin.camel.bitrix24;
