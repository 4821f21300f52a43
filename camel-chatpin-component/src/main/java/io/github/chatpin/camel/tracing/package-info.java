/** Traces: how Camel's tracers show exchanges of chatpin endpoints, and OpenTelemetry's spans of requests. */
package io.github.chatpin.camel.tracing;
