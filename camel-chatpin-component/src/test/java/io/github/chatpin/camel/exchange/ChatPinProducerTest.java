package io.github.chatpin.camel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinEngine;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatPinProducerTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final AtomicInteger calledBack = new AtomicInteger();

    @Test
    void anErrorWhileTheResultIsWrittenFailsTheExchange() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.setMessage(new DefaultMessage(context) {
            @Override
            public void setBody(Object body) {
                throw new NoClassDefFoundError("io/example/Body");
            }

            @Override
            public Object getBody() {
                return List.of("chat17");
            }
        });
        AsyncProducer producer = context.getEndpoint(bitrix24(fake)).createAsyncProducer();
        producer.start();

        producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
        assertThat(exchange.getException()).hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void sendsWhatItTakesInWhileACacheStopsIt() throws Exception {
        ChatPinEndpoint endpoint = context.getEndpoint(bitrix24(fake), ChatPinEndpoint.class);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        Exchange exchange = new DefaultExchange(context);
        exchange.setMessage(new DefaultMessage(context) {
            @Override
            public Object getBody() {
                producer.stop();
                endpoint.stop();
                return List.of("chat17");
            }
        });

        producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
        assertThat(exchange.getException()).isNull();
        assertThat(fake.isPinned("chat17")).isTrue();
        assertThat(accounts()).isEmpty();
    }

    static Stream<BiConsumer<AsyncProducer, ChatPinEndpoint>> stops() {
        return Stream.of(
                (producer, endpoint) -> producer.stop(),
                (producer, endpoint) -> {
                    endpoint.stop(); // in the order of Camel's cache
                    producer.stop();
                },
                (producer, endpoint) -> {
                    endpoint.stop();
                    ServiceHelper.stopAndShutdownService(producer);
                });
    }

    @ParameterizedTest
    @MethodSource("stops")
    void takesAMessageInThatComesAfterACacheHasStoppedIt(BiConsumer<AsyncProducer, ChatPinEndpoint> stop)
            throws Exception {
        ChatPinEndpoint endpoint = context.getEndpoint(bitrix24(fake), ChatPinEndpoint.class);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        stop.accept(producer, endpoint);

        for (Object body : List.of(new PinRequest("chat17", true), List.of("chat18", "chat19"))) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(body);
            calledBack.set(0);
            producer.process(exchange, doneSync -> calledBack.incrementAndGet());

            await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
            assertThat(exchange.getException()).isNull();
        }
        assertThat(fake.pinnedDialogs()).containsExactlyInAnyOrder("chat17", "chat18", "chat19");
        endpoint.stop();
        await().untilAsserted(() -> assertThat(accounts()).isEmpty());
    }

    @Test
    void sendsOverAnEndpointThatACacheHasStoppedAndLeavesNothingBehind() throws Exception {
        ChatPinEndpoint endpoint = context.getEndpoint(bitrix24(fake), ChatPinEndpoint.class);
        endpoint.stop();
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();

        assertThat(pinOver(producer).getException()).isNull();
        assertThat(accounts()).hasSize(1);

        producer.stop();
        assertThat(accounts()).isEmpty();
    }

    @Test
    void sendsOverAConnectionOfItsOwnWhereItsEndpointIsStoppedButTheAccountIsUsedByAnother() throws Exception {
        ChatPinEndpoint endpoint = context.getEndpoint(bitrix24(fake), ChatPinEndpoint.class);
        context.getEndpoint(bitrix24(fake, "chatId=chat1"), ChatPinEndpoint.class)
                .createAsyncProducer()
                .start();
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        producer.stop();
        endpoint.stop();

        Exchange exchange = pinOver(producer);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(ChatPinConstants.ATTEMPTS)).isEqualTo(1);
        assertThat(accounts()).hasSize(1);
    }

    @Test
    void startsAnEndpointThatWasNeverStarted() throws Exception {
        ChatPinEndpoint endpoint =
                (ChatPinEndpoint) context.getComponent("chatpin").createEndpoint(bitrix24(fake));
        AsyncProducer producer = endpoint.createAsyncProducer();

        producer.start();

        assertThat(endpoint.isStarted()).isTrue();
        assertThat(pinOver(producer).getException()).isNull();
    }

    @Test
    void rejectsAMessageAfterTheContextHasStopped() throws Exception {
        AsyncProducer producer = context.getEndpoint(bitrix24(fake)).createAsyncProducer();
        producer.start();
        context.stop();

        assertThat(pinOver(producer).getException()).isInstanceOf(RejectedExecutionException.class);
        assertThat(fake.requests()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains(context.getName() + ") thread")
                        && thread.getName().contains("ChatPin"));
    }

    private Exchange pinOver(AsyncProducer producer) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17");
        producer.process(exchange, doneSync -> calledBack.incrementAndGet());
        await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
        return exchange;
    }

    private List<AccountControl> accounts() throws Exception {
        return ((ChatPinRuntime) ChatPinEngine.of(context)).accounts();
    }
}
