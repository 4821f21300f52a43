package io.github.chatpin.camel.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.Fault;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** What Camel's tracer for OpenTelemetry tells of exchanges with chatpin endpoints. */
class ExchangeSpansRouteTest extends TracesTestSupport {

    private static final String PHONE = "5511999999999";

    @Test
    void namesASpanByOperationAndPlatform() {
        pin(bitrix24(bitrix24), "chat17");
        pin(bitrix24(bitrix24, "operation=list"), null);
        sendMessage(bitrix24(bitrix24, "operation=sync"), List.of("chat17"), Map.of());
        pin(bitrix24(bitrix24, "operation=unpinAll"), null);
        pin(whatsapp(whatsapp, "operation=list"), null);

        traces.await("list whatsapp");
        assertThat(traces.spans())
                .extracting(SpanData::getName)
                .filteredOn(name -> !name.startsWith("POST"))
                .containsExactly(
                        "pin bitrix24", "list bitrix24", "sync bitrix24", "unpinAll bitrix24", "list whatsapp");
    }

    @Test
    void tellsWhereAPinWentAndInWhichBatch() {
        pin(bitrix24(bitrix24), "chat17");

        assertThat(RecordedTraces.attributes(traces.await("pin bitrix24")))
                .contains(
                        entry("component", "camel-chatpin"),
                        entry("chatpin.platform", "bitrix24"),
                        entry("chatpin.operation", "pin"),
                        entry("chatpin.method", "im.recent.pin"),
                        entry("server.address", bitrix24.url()),
                        entry("server.protocol", "rest"),
                        entry("chatpin.attempts", "1"),
                        entry("chatpin.batch.size", "1"))
                .doesNotContainKeys("error", "error.type", "chatpin.gateway", "chatpin.retryable");
    }

    @Test
    void tellsThroughWhichGateway() {
        pin(whatsapp(whatsapp), PHONE);

        assertThat(RecordedTraces.attributes(traces.await("pin whatsapp")))
                .contains(entry("chatpin.gateway", "ryzeapi"), entry("server.address", whatsapp.url()))
                .doesNotContainKey("chatpin.method");
    }

    @Test
    void tellsWhyAPinFailed() {
        bitrix24.denyAccess("chat403");

        pin(bitrix24(bitrix24), "chat403");

        SpanData span = traces.await("pin bitrix24");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(RecordedTraces.attributes(span))
                .contains(
                        entry("error", "true"),
                        entry("error.type", "PinRejectedException"),
                        entry("http.status_code", "400"),
                        entry("chatpin.error.code", "ACCESS_ERROR"),
                        entry("chatpin.retryable", "false"),
                        entry("chatpin.attempts", "1"));
        assertThat(span.getEvents()).singleElement().satisfies(event -> assertThat(
                        event.getAttributes().asMap().values())
                .containsExactlyInAnyOrder("error", "PinRejectedException"));
    }

    @Test
    void countsTheAttemptsOfAPinThatFailed() {
        bitrix24.failNext(Fault.empty(503), 3);

        pin(bitrix24(bitrix24, "maxRetries=2&retryDelay=0"), "chat17");

        assertThat(RecordedTraces.attributes(traces.await("pin bitrix24")))
                .contains(
                        entry("error.type", "UpstreamUnavailableException"),
                        entry("chatpin.retryable", "true"),
                        entry("chatpin.attempts", "3"));
    }

    @Test
    void tellsTheFailureOfTheLastAttempt() {
        bitrix24.denyAccess("chat403");
        bitrix24.nextFaults(Fault.empty(503));

        pin(bitrix24(bitrix24, "retryDelay=0"), "chat403");

        assertThat(RecordedTraces.attributes(traces.await("pin bitrix24")))
                .contains(entry("error.type", "PinRejectedException"), entry("chatpin.attempts", "2"));
    }

    @Test
    void tellsThatAPinWasLeftOut() {
        bitrix24.addRecent("chat17", "chat18");
        String capped = bitrix24(bitrix24, "pinLimitPolicy=skip&pinLimit=1");

        pin(capped, "chat17");
        pin(capped, "chat18");

        assertThat(RecordedTraces.attributes(traces.await("pin bitrix24", 2).get(1)))
                .contains(entry("chatpin.skipped", "true"));
    }

    @Test
    void showsNoChatInUrisAndFailures() {
        whatsapp.nextFaults(Fault.status(404, """
                {"success":false,"error":{"code":"NOT_FOUND %1$s","message":"no chat %1$s"}}""".formatted(PHONE)));

        pin(whatsapp(whatsapp, "maxRetries=0&chatId=" + PHONE), null);
        pin(whatsapp(whatsapp, "chatId=RAW(" + PHONE + ")"), null);
        pin(whatsapp(whatsapp), PHONE + "@nowhere");

        List<SpanData> spans = traces.await("pin whatsapp", 3);
        assertThat(spans)
                .extracting(span -> RecordedTraces.attributes(span).get("error.type"))
                .containsExactly("PinRejectedException", null, "InvalidPinRequestException");
        assertThat(RecordedTraces.attributes(spans.get(0)).get("camel.uri").toString())
                .contains("chatId=xxxxxx&");
        assertThat(traces.spans()).noneMatch(span -> span.toString().contains(PHONE));
    }

    @Test
    void aChangeThatAConsumerEmitsIsOne() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String same = bitrix24(bitrix24, "initialDelay=0&delay=50");
                from(same)
                        .routeId("watch")
                        .setHeader(ChatPinConstants.CHAT_ID, constant("chat403"))
                        .to(same);
            }
        });
        await().until(() -> !bitrix24.requests().isEmpty()); // the first reading, which is the baseline
        bitrix24.denyAccess("chat403");
        pin(bitrix24(bitrix24), "chat17");

        SpanData change = traces.await("change bitrix24");
        assertThat(RecordedTraces.attributes(change))
                .contains(entry("chatpin.operation", "change"), entry("error.type", "PinRejectedException"))
                .doesNotContainKeys("chatpin.attempts", "chatpin.batch.size");
        assertThat(traces.spans("pin bitrix24"))
                .filteredOn(span -> span.getParentSpanId().equals(change.getSpanId()))
                .singleElement()
                .satisfies(pin -> assertThat(RecordedTraces.attributes(pin))
                        .contains(entry("chatpin.operation", "pin"), entry("chatpin.attempts", "1")));
    }

    @Test
    void aBulkThatFailsInPartIsRetryableIfAnyFailureIs() {
        bitrix24.denyAccess("chat403");

        send(bitrix24(bitrix24), exchange -> {
            exchange.getMessage().setBody(List.of("chat17", "chat403"));
            exchange.getMessage().removeHeader(ChatPinConstants.CHAT_ID);
        });

        assertThat(RecordedTraces.attributes(traces.await("pin bitrix24")))
                .contains(entry("error.type", "BulkPinException"), entry("chatpin.retryable", "false"))
                .doesNotContainKeys("http.status_code", "chatpin.error.code", "chatpin.batch.size");
    }
}
