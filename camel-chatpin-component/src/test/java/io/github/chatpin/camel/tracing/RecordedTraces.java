package io.github.chatpin.camel.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.awaitility.Awaitility;

/** The spans of one context, by Camel's tracer for OpenTelemetry. */
public final class RecordedTraces implements AutoCloseable {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider;

    private RecordedTraces(Sampler sampler) {
        provider = SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
    }

    /** Begins to trace a context, which has no routes yet. */
    public static RecordedTraces of(CamelContext context) {
        return of(context, Sampler.alwaysOn());
    }

    static RecordedTraces of(CamelContext context, Sampler sampler) {
        RecordedTraces traces = new RecordedTraces(sampler).boundTo(context.getRegistry()::bind);
        // snippet init
        new OpenTelemetryTracer().init(context);
        // end
        return traces;
    }

    /** Binds what makes spans, but nothing that traces exchanges. */
    public static RecordedTraces withoutCamelsTracer(BiConsumer<String, Object> registry) {
        return new RecordedTraces(Sampler.alwaysOn()).boundTo(registry);
    }

    private RecordedTraces boundTo(BiConsumer<String, Object> registry) {
        registry.accept("tracer", provider.get("test"));
        registry.accept("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        return this;
    }

    /** Returns the spans that have ended. */
    public List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    List<SpanData> spans(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** Returns the spans of a name, as soon as there are as many. */
    public List<SpanData> await(String name, int count) {
        Awaitility.await().until(() -> spans(name).size() >= count);
        return spans(name);
    }

    /** Returns the first span of a name, as soon as there is one. */
    SpanData await(String name) {
        return await(name, 1).get(0);
    }

    static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getSpanId())
                .toList();
    }

    @Override
    public void close() {
        provider.close();
    }
}
