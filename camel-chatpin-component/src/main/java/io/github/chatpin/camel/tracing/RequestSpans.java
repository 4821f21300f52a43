package io.github.chatpin.camel.tracing;

import io.github.chatpin.camel.dispatch.Tracing;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.annotations.JdkService;
import org.apache.camel.support.CamelContextHelper;

/**
 * Makes a span of each request that goes for exchanges with spans. It is a child of the first one's span, so that it is
 * recorded whenever that is; it and the others' spans have links to each other. By the tracer that Camel's own takes: the
 * only one in the registry, or else the global one. Thread-safe.
 */
@JdkService(RequestSpans.FACTORY)
public final class RequestSpans implements Tracing, CamelContextAware {

    /** The name under which Camel finds the spans. */
    public static final String FACTORY = "chatpin-spans";

    private static final String SCOPE = "io.github.chatpin.camel";

    private CamelContext context;
    private volatile Tracer tracer; // null until there is a span to make

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public Object current() {
        Span span = Span.current();
        return span.isRecording() ? span : null; // null, too, where Camel has left one behind that has ended
    }

    @Override
    public Sent begin(Request request) {
        List<Span> exchanges =
                request.exchanges().stream().map(Span.class::cast).toList();
        Span first = exchanges.get(0);
        List<Span> others = exchanges.subList(1, exchanges.size());
        SpanBuilder builder = tracer().spanBuilder(request.method() + " " + request.platform())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(first)) // what is current on this thread may be of any exchange
                .setAttribute(Tags.PLATFORM, request.platform())
                .setAttribute(Tags.SERVER_ADDRESS, request.account().address().toString())
                .setAttribute("http.request.method", request.method())
                .setAttribute("chatpin.pins", request.pins());
        if (request.account().gateway() != null) {
            builder.setAttribute(Tags.GATEWAY, request.account().gateway());
        }
        others.forEach(other -> builder.addLink(other.getSpanContext()));
        Span span = builder.startSpan();
        others.forEach(other -> other.addLink(span.getSpanContext()));
        Scope scope = Context.root().with(span).makeCurrent(); // for spans of the HTTP client's, if anything makes them
        return (status, fault) -> {
            scope.close();
            end(span, status, fault);
        };
    }

    // Not before: an application may set the global one only until the first time that it is asked for.
    private Tracer tracer() {
        Tracer known = tracer;
        if (known == null) {
            known = CamelContextHelper.findSingleByType(context, Tracer.class);
            known = known == null ? GlobalOpenTelemetry.getTracer(SCOPE) : known;
            tracer = known;
        }
        return known;
    }

    // A fault's message may say anything.
    private static void end(Span span, int status, Throwable fault) {
        if (fault == null) {
            span.setAttribute("http.response.status_code", status);
        }
        if (fault != null || status >= 400) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(
                    Tags.ERROR_TYPE,
                    fault == null ? String.valueOf(status) : fault.getClass().getSimpleName());
        }
        span.end();
    }
}
