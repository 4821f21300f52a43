package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.runtime.ChatPinRuntime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
    void sendsAMessageThoughACacheHasStoppedItMeanwhile() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17");
        AsyncProducer producer = context.getEndpoint(bitrix24(fake)).createAsyncProducer();
        producer.start();
        producer.stop();

        producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
        assertThat(exchange.getException()).isNull();
        assertThat(fake.isPinned("chat17")).isTrue();
    }

    @Test
    void sendsAMessageThoughCachesHaveStoppedItAndItsEndpoint() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17");
        ChatPinEndpoint endpoint = context.getEndpoint(bitrix24(fake), ChatPinEndpoint.class);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        producer.stop();
        endpoint.stop();

        producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        await().untilAsserted(() -> assertThat(calledBack).hasValue(1));
        assertThat(exchange.getException()).isNull();
        assertThat(fake.isPinned("chat17")).isTrue();
        ChatPinRuntime runtime = context.hasService(ChatPinRuntime.class);
        await().untilAsserted(() -> assertThat(runtime.accounts()).isEmpty());
    }

    @Test
    void rejectsAMessageWhenTheContextHasStopped() throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat17");
        AsyncProducer producer = context.getEndpoint(bitrix24(fake)).createAsyncProducer();
        producer.start();
        context.stop();

        producer.process(exchange, doneSync -> calledBack.incrementAndGet());

        assertThat(calledBack).hasValue(1);
        assertThat(exchange.getException()).isInstanceOf(RejectedExecutionException.class);
        assertThat(fake.requests()).isEmpty();
    }
}
