package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.mdc.MDCService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What a route logs behind a pin has the exchange in its MDC, though the route goes on on another thread. */
class MdcRouteTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final CompletableFuture<Map<String, String>> behindThePin = new CompletableFuture<>();
    private final CompletableFuture<Thread> itsThread = new CompletableFuture<>();

    @Test
    void withCamelMdc() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MDCService mdc = new MDCService();
            context.addService(mdc);
            mdc.init(context);

            assertThatTheExchangeIsKnownBehindAPinThatWasTriedAgain(context);
        }
    }

    @Test
    void withTheMdcOfCamelsCore() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.setUseMDCLogging(true);

            assertThatTheExchangeIsKnownBehindAPinThatWasTriedAgain(context);
        }
    }

    private void assertThatTheExchangeIsKnownBehindAPinThatWasTriedAgain(DefaultCamelContext context) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:vip")
                        .routeId("vip")
                        .to(RouteTestSupport.bitrix24(fake, "retryDelay=1"))
                        .process(exchange -> {
                            behindThePin.complete(MDC.getCopyOfContextMap());
                            itsThread.complete(Thread.currentThread());
                        });
            }
        });
        context.start();
        fake.nextFaults(Fault.empty(503));

        Exchange exchange = context.createProducerTemplate()
                .send("direct:vip", e -> e.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17"));

        assertThat(exchange.getException()).isNull();
        assertThat(itsThread.get()).isNotSameAs(Thread.currentThread());
        assertThat(behindThePin.get())
                .containsEntry("camel.exchangeId", exchange.getExchangeId())
                .containsEntry("camel.routeId", "vip");
    }
}
