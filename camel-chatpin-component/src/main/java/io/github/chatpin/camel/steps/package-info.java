/**
 * What takes several requests, step by step: a pin under a cap, a pin that is verified, a sync. Each step says what it sends
 * and what the answers mean.
 */
package io.github.chatpin.camel.steps;
