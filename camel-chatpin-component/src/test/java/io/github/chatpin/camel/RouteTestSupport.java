package io.github.chatpin.camel;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.test.junit5.CamelTestSupport;

/** A context with nothing but the component, and the shortest ways to send to it. */
public abstract class RouteTestSupport extends CamelTestSupport {

    public static String bitrix24(FakeBitrix24 fake, String... options) {
        return uri("chatpin:bitrix24?portalUrl=" + fake.url() + "&authorizationToken=" + fake.webhookToken(), options);
    }

    /** As an OAuth application whose tokens can be renewed. */
    public static String oauth(FakeBitrix24 fake, String... options) {
        return uri(
                "chatpin:bitrix24?portalUrl=%s&tokenUrl=%s&accessToken=%s&refreshToken=%s&clientId=%s&clientSecret=%s"
                        .formatted(
                                fake.url(),
                                fake.tokenUrl(),
                                fake.accessToken(),
                                fake.refreshToken(),
                                fake.clientId(),
                                fake.clientSecret()),
                options);
    }

    public static String whatsapp(FakeRyzeApi fake, String... options) {
        return uri(
                "chatpin:whatsapp?gatewayUrl=%s&instance=%s&token=%s"
                        .formatted(fake.url(), fake.instance(), fake.token()),
                options);
    }

    /** Through any of the other gateways. */
    public static String whatsapp(FakeGateway fake, String... options) {
        return uri(
                "chatpin:whatsapp?gateway=%s&gatewayUrl=%s&instance=%s&token=RAW(%s)"
                        .formatted(fake.gateway(), fake.url(), fake.session(), fake.token()),
                options);
    }

    public static String bitrix24Sink(FakeBitrix24 fake, String... properties) {
        return bitrix24(fake, properties).replace("chatpin:bitrix24", "kamelet:chatpin-bitrix24-sink");
    }

    public static String whatsappSink(FakeRyzeApi fake, String... properties) {
        return whatsapp(fake, properties).replace("chatpin:whatsapp", "kamelet:chatpin-whatsapp-sink");
    }

    private static String uri(String base, String... options) {
        return options.length == 0 ? base : base + "&" + String.join("&", options);
    }

    /** Sends one exchange and returns it when it has ended. */
    protected Exchange send(String uri, Object chatId, Object pinned) {
        return send(uri, exchange -> {
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chatId);
            exchange.getMessage().setHeader(ChatPinConstants.PINNED, pinned);
        });
    }

    protected Exchange pin(String uri, Object chatId) {
        return send(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chatId));
    }

    protected Exchange sendMessage(String uri, Object body, Map<String, Object> headers) {
        return send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(headers);
        });
    }

    protected Exchange send(String uri, Processor processor) {
        return template.send(uri, processor);
    }

    /** Returns the list in the body. */
    @SuppressWarnings("unchecked")
    public static <T> List<T> list(Exchange exchange) {
        return (List<T>) exchange.getMessage().getBody(List.class);
    }

    public static <T> T header(Exchange exchange, String name, Class<T> type) {
        return type.cast(exchange.getMessage().getHeader(name));
    }
}
