package io.github.chatpin.camel.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** How the spans of requests belong to those of the exchanges for which they go. */
class RequestSpansRouteTest extends TracesTestSupport {

    @Test
    void theRequestOfALonePinIsAChildOfItsExchange() {
        pin(bitrix24(bitrix24), "chat17");

        SpanData exchange = traces.await("pin bitrix24");
        SpanData request = traces.await("POST bitrix24");
        assertThat(request.getParentSpanId()).isEqualTo(exchange.getSpanId());
        assertThat(request.getTraceId()).isEqualTo(exchange.getTraceId());
        assertThat(request.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(request.getLinks()).isEmpty();
        assertThat(exchange.getLinks()).isEmpty();
        assertThat(RecordedTraces.attributes(request))
                .containsOnly(
                        entry("chatpin.platform", "bitrix24"),
                        entry("chatpin.pins", 1L),
                        entry("server.address", bitrix24.url()),
                        entry("http.request.method", "POST"),
                        entry("http.response.status_code", 200L));
    }

    @Test
    void theRequestOfAnExchangeThatWaitedForItsAccountIsItsChild() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        context.getRegistry().bind("portals", (AccountSource) name -> {
            await().until(() -> isAsked.getCount() == 0);
            return Optional.of(Map.of("portalUrl", bitrix24.url(), "authorizationToken", bitrix24.webhookToken()));
        });
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (String chat : List.of("chat1", "chat2")) {
            sent.add(template.asyncSend("chatpin:bitrix24?accounts=#bean:portals&batchSize=1", exchange -> {
                exchange.getMessage().setHeader(ChatPinConstants.ACCOUNT, "acme");
                exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat);
            }));
        }
        isAsked.countDown();
        sent.forEach(CompletableFuture::join);

        assertThat(traces.await("POST bitrix24", 2))
                .extracting(SpanData::getParentSpanId)
                .containsExactlyInAnyOrderElementsOf(traces.await("pin bitrix24", 2).stream()
                        .map(SpanData::getSpanId)
                        .toList());
    }

    @Test
    void aBatchIsAChildOfItsFirstExchangeAndHasLinksWithTheOthers() {
        String uri = bitrix24(bitrix24, "maxInFlight=1");
        bitrix24.nextFaults(Fault.hang());
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        sent.add(sendLater(uri, "chat1"));
        await().until(() -> bitrix24.requests().size() == 1);
        for (String chat : List.of("chat2", "chat3", "chat4")) {
            sent.add(sendLater(uri, chat));
        }
        ChatPinRuntime runtime = context.hasService(ChatPinRuntime.class);
        await().until(() -> runtime.accounts().get(0).report().pending() == 3);
        bitrix24.release();
        sent.forEach(CompletableFuture::join);

        SpanData batch = traces.await("POST bitrix24", 2).get(1);
        List<SpanData> exchanges = traces.await("pin bitrix24", 4).stream()
                .filter(span -> RecordedTraces.attributes(span)
                        .get("chatpin.batch.size")
                        .equals("3"))
                .toList();
        assertThat(RecordedTraces.attributes(batch)).contains(entry("chatpin.pins", 3L));
        SpanData first = exchanges.stream()
                .filter(exchange -> exchange.getSpanId().equals(batch.getParentSpanId()))
                .findFirst()
                .orElseThrow();
        List<SpanData> others =
                exchanges.stream().filter(exchange -> exchange != first).toList();
        assertThat(others).hasSize(2);
        assertThat(RecordedTraces.linked(batch))
                .containsExactlyInAnyOrderElementsOf(
                        others.stream().map(SpanData::getSpanId).toList());
        assertThat(others).allSatisfy(exchange -> assertThat(RecordedTraces.linked(exchange))
                .containsExactly(batch.getSpanId()));
        assertThat(first.getLinks()).isEmpty();
    }

    @Test
    void eachAttemptIsARequest() {
        bitrix24.nextFaults(Fault.empty(503), Fault.reset());

        pin(bitrix24(bitrix24, "retryDelay=0"), "chat17");

        SpanData exchange = traces.await("pin bitrix24");
        List<SpanData> requests = traces.await("POST bitrix24", 3);
        assertThat(requests)
                .allMatch(request -> request.getParentSpanId().equals(exchange.getSpanId()))
                .extracting(request -> request.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.ERROR, StatusCode.UNSET);
        assertThat(RecordedTraces.attributes(requests.get(0)))
                .contains(entry("http.response.status_code", 503L), entry("error.type", "503"));
        assertThat(RecordedTraces.attributes(requests.get(1)))
                .containsKey("error.type")
                .doesNotContainKey("http.response.status_code");
    }

    @Test
    void aBulksPinsHaveOneRequest() {
        List<String> chats =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "chat" + i).toList();

        send(bitrix24(bitrix24), exchange -> exchange.getMessage().setBody(chats));

        SpanData request = traces.await("POST bitrix24");
        assertThat(RecordedTraces.attributes(request)).contains(entry("chatpin.pins", 30L));
        assertThat(request.getLinks()).isEmpty();
    }

    @Test
    void aReadingCarriesNoPins() {
        send(bitrix24(bitrix24, "operation=list"), exchange -> {});

        assertThat(RecordedTraces.attributes(traces.await("POST bitrix24"))).contains(entry("chatpin.pins", 0L));
    }

    @Test
    void tellsTheGateway() {
        pin(whatsapp(whatsapp), "5511999999999");

        assertThat(RecordedTraces.attributes(traces.await("POST whatsapp")))
                .contains(entry("chatpin.gateway", "ryzeapi"));
    }

    @Test
    void eachContextHasItsOwn() throws Exception {
        try (CamelContext another = new DefaultCamelContext();
                RecordedTraces ofAnother = RecordedTraces.of(another)) {
            another.start();

            pin(bitrix24(bitrix24), "chat17");
            another.createProducerTemplate()
                    .sendBodyAndHeader(whatsapp(whatsapp), null, ChatPinConstants.CHAT_ID, "5511999999999");

            traces.await("pin bitrix24");
            ofAnother.await("pin whatsapp");
            assertThat(traces.spans())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder("pin bitrix24", "POST bitrix24");
            assertThat(ofAnother.spans())
                    .extracting(SpanData::getName)
                    .containsExactlyInAnyOrder("pin whatsapp", "POST whatsapp");
        }
    }

    @Test
    void thereIsNoneWhereTheExchangeHasNoSpan() throws Exception {
        try (CamelContext untraced = new DefaultCamelContext();
                RecordedTraces spans = RecordedTraces.withoutCamelsTracer(untraced.getRegistry()::bind)) {
            untraced.start();

            pinIn(untraced);

            assertThat(spans.spans()).isEmpty();
        }
    }

    @Test
    void thereIsNoneWhereTheExchangesSpanIsNotSampled() throws Exception {
        try (CamelContext unsampled = new DefaultCamelContext();
                RecordedTraces spans = RecordedTraces.of(unsampled, new SamplerOfRequests())) {
            unsampled.start();

            pinIn(unsampled);

            assertThat(spans.spans()).isEmpty();
        }
    }

    private void pinIn(CamelContext other) {
        other.createProducerTemplate().sendBodyAndHeader(bitrix24(bitrix24), null, ChatPinConstants.CHAT_ID, "chat17");
        assertThat(bitrix24.isPinned("chat17")).isTrue();
    }

    private CompletableFuture<Exchange> sendLater(String uri, String chat) {
        return template.asyncSend(uri, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, chat));
    }
}
