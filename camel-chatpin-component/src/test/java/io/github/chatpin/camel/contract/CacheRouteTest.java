package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEngine;
import io.github.chatpin.camel.Reachable;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes to more accounts than Camel's caches keep endpoints and producers for. */
class CacheRouteTest {

    private static final int CACHE = 10;
    private static final int ACCOUNTS = 60;
    private static final List<String> KEPT_FOR_AN_ACCOUNT =
            List.of("Account", "ReadyQueue", "RememberedPins", "OAuthSession", "RateLimiter", "HttpTransport");

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.getGlobalOptions().put(Exchange.MAXIMUM_ENDPOINT_CACHE_SIZE, Integer.toString(CACHE));
        context.getGlobalOptions().put(Exchange.MAXIMUM_CACHE_POOL_SIZE, Integer.toString(CACHE));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pin")
                        .errorHandler(noErrorHandler())
                        .toD()
                        .uri("${header.to}")
                        .cacheSize(CACHE);
                from("direct:pin-without-a-cache")
                        .errorHandler(noErrorHandler())
                        .toD()
                        .uri("${header.to}")
                        .cacheSize(-1);
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:pin", "direct:pin-without-a-cache"})
    void forgetsWithAnAccountAllThatItKeptForIt(String route) throws Exception {
        for (int i = 0; i < ACCOUNTS; i++) {
            send(route, webhook(i));
            send(route, oauth(i));
            send(route, whatsapp(i));
        }

        await().untilAsserted(() -> assertThat(kept())
                .allSatisfy((type, number) -> assertThat(number).as(type).isLessThanOrEqualTo(4 * CACHE)));
    }

    @Test
    void pinsForAllHoweverOftenACacheStopsAnEndpoint() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Exchange>> exchanges = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                String uri = webhook(i % ACCOUNTS);
                exchanges.add(callers.submit(() -> send("direct:pin", uri)));
            }
            for (Future<Exchange> exchange : exchanges) {
                Exception failure = exchange.get().getException();
                // the webhooks are unknown to the fake, which says so: all that counts is that it was asked
                assertThat(failure).isInstanceOf(AuthenticationException.class);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(bitrix24.requests()).hasSize(2000);
    }

    private Exchange send(String route, String uri) {
        return context.createFluentProducerTemplate()
                .to(route)
                .withHeader("to", uri)
                .withHeader(ChatPinConstants.CHAT_ID, "5511999999999")
                .send();
    }

    private String webhook(int user) {
        return "chatpin:bitrix24?portalUrl=%s&throttle=false&authorizationToken=%d/abc123"
                .formatted(bitrix24.url(), user);
    }

    private String oauth(int client) {
        return ("chatpin:bitrix24?portalUrl=%s&throttle=false&accessToken=at-%d&refreshToken=rt-%d&clientId=local.%d"
                        + "&clientSecret=cs&tokenUrl=%s&maxRetries=0")
                .formatted(bitrix24.url(), client, client, client, bitrix24.tokenUrl());
    }

    private String whatsapp(int instance) {
        return "chatpin:whatsapp?gatewayUrl=%s&throttle=false&instance=i%d&token=abc123"
                .formatted(ryze.url(), instance);
    }

    private Map<String, Long> kept() throws Exception {
        return Reachable.from(List.of(ChatPinEngine.of(context))).stream()
                .map(object -> object.getClass().getSimpleName())
                .filter(KEPT_FOR_AN_ACCOUNT::contains)
                .collect(Collectors.groupingBy(type -> type, TreeMap::new, Collectors.counting()));
    }
}
