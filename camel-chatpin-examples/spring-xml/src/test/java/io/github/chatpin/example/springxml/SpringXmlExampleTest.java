package io.github.chatpin.example.springxml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.fake.FakeUpstreams;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.TotalRequestsThrottler;
import org.apache.camel.spi.BrowsableEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ClassPathXmlApplicationContext;

class SpringXmlExampleTest {

    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();

    private static ClassPathXmlApplicationContext spring;
    private static FakeUpstreams upstreams;

    @BeforeAll
    static void run() {
        spring = SpringXmlExample.application();
        upstreams = spring.getBean(FakeUpstreams.class);
        new SpringXmlExample(spring, new PrintStream(OUT, true, StandardCharsets.UTF_8)).run();
    }

    @AfterAll
    static void stop() {
        spring.close();
    }

    @Test
    void tellsWhatBecameOfEachMessage() {
        assertThat(OUT.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "bitrix24  chat17  pinned: true",
                        "bitrix24  chat18  pinned: true",
                        "bitrix24  chat17  pinned: false",
                        "bitrix24  seventeen  InvalidPinRequestException -> dead letter: correct the message",
                        "bitrix24  chat403  PinRejectedException -> dead letter: correct the message",
                        "whatsapp  5511977770001  pinned: true",
                        "whatsapp  5511977770002  pinned: true",
                        "whatsapp  5511977770003  pinned: true",
                        "whatsapp  5511977770004  PinLimitReachedException -> dead letter: unpin another chat",
                        "whatsapp  5511977770001  pinned: false",
                        "bitrix24  chat19  AuthenticationException -> dead letter: correct the credentials",
                        "whatsapp  5511977770005  UpstreamUnavailableException -> dead letter: try later");
    }

    @Test
    void pinsInThePortalWithOnePlainCallEach() {
        assertThat(upstreams.bitrix24().pinnedDialogs()).containsExactly("chat18");
        assertThat(upstreams.bitrix24().requests())
                .extracting(RecordedRequest::apiMethod)
                .containsOnly("im.recent.pin")
                .hasSize(5);
    }

    @Test
    void pinsInWhatsAppAndRetriesWhatMayPass() {
        assertThat(upstreams.ryzeApi().pinnedChats())
                .containsExactly("5511977770003@s.whatsapp.net", "5511977770002@s.whatsapp.net");
        assertThat(upstreams.ryzeApi().requests())
                .filteredOn(request -> String.valueOf(request.parameters()).contains("5511977770005"))
                .hasSize(3);
    }

    @Test
    void throttlesThePortalByItsLimit() {
        TotalRequestsThrottler throttler =
                spring.getBean(CamelContext.class).getProcessor("portal-throttle", TotalRequestsThrottler.class);

        assertThat(throttler.getTimePeriodMillis()).isEqualTo(UpstreamLimit.BITRIX24_STANDARD.periodMillis());
        assertThat(throttler.getCurrentMaximumRequests()).isEqualTo(UpstreamLimit.BITRIX24_STANDARD.maxRequests());
    }

    @Test
    void keepsTheMessageThatFailedInTheDeadLetter() {
        assertThat(spring.getBean(CamelContext.class)
                        .getEndpoint("seda:dead-letter", BrowsableEndpoint.class)
                        .getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly(
                        Map.of("chat", "seventeen", "vip", true),
                        Map.of("chat", "chat403", "vip", true),
                        Map.of("chat", "5511977770004", "vip", true),
                        Map.of("chat", "chat19", "vip", true),
                        Map.of("chat", "5511977770005", "vip", true));
    }
}
