package io.github.chatpin.camel.tracing;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinException;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.apache.camel.util.URISupport;

/**
 * Names and tags the spans that Camel's tracers make for chatpin endpoints. A chat's id may be a person's phone number,
 * and traces are kept by others and for long: no span tells it, and so none has an exception's message. Thread-safe.
 */
public final class PinSpanDecorator extends AbstractSpanDecorator {

    private static final String RECEIVED = "CamelChatPinReceivedSpan";
    private static final String URI = "camel.uri";
    private static final Pattern CHAT = Pattern.compile("(?i)(?<=[?&]chat-?id=)[^&]*");
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,64}");

    @Override
    public String getComponent() {
        return "chatpin";
    }

    @Override
    public String getComponentClassName() {
        return ChatPinComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return endpoint instanceof ChatPinEndpoint pins
                ? operation(exchange, pins) + " " + pins.getPlatform()
                : super.getOperationName(exchange, endpoint);
    }

    private static String operation(Exchange exchange, ChatPinEndpoint endpoint) {
        return isReceived(exchange, endpoint) ? "change" : endpoint.operation().optionValue();
    }

    /** Returns whether the exchange comes from the endpoint, and has not been anywhere yet. */
    private static boolean isReceived(Exchange exchange, Endpoint endpoint) {
        return exchange.getFromEndpoint() == endpoint && exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT) == null;
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        String uri = CHAT.matcher(endpoint.toString()).replaceAll("xxxxxx");
        span.setTag(URI, uri);
        setIfKnown(span, TagConstants.URL_QUERY, URISupport.extractQuery(uri));
        if (endpoint instanceof ChatPinEndpoint pins) {
            span.setTag(Tags.PLATFORM, pins.getPlatform());
            span.setTag("chatpin.operation", operation(exchange, pins));
            Map<String, String> location = pins.getServiceMetadata();
            if (location != null) {
                setIfKnown(span, "chatpin.method", location.get("method"));
                setIfKnown(span, Tags.GATEWAY, location.get("gateway"));
            }
        }
        if (isReceived(exchange, endpoint)) {
            exchange.setProperty(RECEIVED, span);
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        if (exchange.getProperty(RECEIVED) == span) {
            exchange.removeProperty(RECEIVED); // the message's headers are of whatever the route has sent it to
        } else {
            setHeader(span, "chatpin.attempts", exchange, ChatPinConstants.ATTEMPTS);
            setHeader(span, "chatpin.batch.size", exchange, ChatPinConstants.BATCH_SIZE);
            setHeader(span, "chatpin.skipped", exchange, ChatPinConstants.SKIPPED);
        }
        if (exchange.getException() != null) {
            fail(span, exchange.getException());
        }
    }

    private static void fail(Span span, Exception exception) {
        String type = exception.getClass().getSimpleName();
        span.setError(true);
        span.setTag(Tags.ERROR_TYPE, type);
        span.log(Map.of("event", "error", "error.kind", type));
        if (exception instanceof ChatPinException failure) {
            span.setTag("chatpin.retryable", String.valueOf(failure.isRetryable()));
            if (failure.getStatusCode() != 0) {
                span.setTag(TagConstants.HTTP_STATUS, String.valueOf(failure.getStatusCode()));
            }
            if (isCode(failure.getErrorCode())) {
                span.setTag("chatpin.error.code", failure.getErrorCode());
            }
        }
    }

    /** Some platforms have a text instead, which may name the chat. */
    private static boolean isCode(String code) {
        return code != null && CODE.matcher(code).matches();
    }

    private static void setHeader(Span span, String tag, Exchange exchange, String header) {
        setIfKnown(span, tag, exchange.getMessage().getHeader(header, String.class));
    }

    private static void setIfKnown(Span span, String tag, String value) {
        if (value != null) {
            span.setTag(tag, value);
        }
    }
}
