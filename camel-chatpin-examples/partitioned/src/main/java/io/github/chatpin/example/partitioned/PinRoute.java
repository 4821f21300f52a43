package io.github.chatpin.example.partitioned;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import org.apache.camel.builder.RouteBuilder;

/** From the topic to the portals. An offset is committed when each record before it is done, or a dead letter. */
final class PinRoute extends RouteBuilder {

    /** In bytes: twice what a broker takes of other records by default. */
    static final int LARGEST_DEAD_LETTER = 2 << 20;

    private final Polls polls;
    private final String limits;

    /** @param limits how the endpoint keeps the portals' limits, as a part of its URI */
    PinRoute(Polls polls, String limits) {
        this.polls = polls;
        this.limits = limits;
    }

    @Override
    public void configure() {
        // snippet route
        errorHandler(noErrorHandler()); // what is not caught below: nothing is committed, and the consumer begins anew

        from("kafka:pins?groupId=pins&brokers={{kafka.brokers}}&consumersCount={{kafka.consumers}}"
                        + "&maxPollRecords={{kafka.pollRecords}}&autoOffsetReset=earliest"
                        + "&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true&pollOnError=RECONNECT"
                        + "&partitionAssignor=org.apache.kafka.clients.consumer.CooperativeStickyAssignor"
                        + "&sessionTimeoutMs={{kafka.sessionTimeout}}&heartbeatIntervalMs={{kafka.heartbeat}}"
                        + "&maxPollIntervalMs=300000"
                        + "&keyDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer"
                        + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer")
                .routeId("pins")
                .process(polls::collect)
                .split()
                .body(Poll.class, Poll::portals)
                .parallelProcessing() // portals do not wait for each other, nor does one hold a thread
                .doTry()
                .setProperty(PortalPins.PROPERTY, body())
                .setHeader(ChatPinConstants.ACCOUNT)
                .body(PortalPins.class, PortalPins::portal)
                .setBody()
                .body(PortalPins.class, PortalPins::requests)
                .to("chatpin:bitrix24?accounts=#bean:portals&maxWait=120000&requestTimeout=20000" + limits)
                .doCatch(ChatPinException.class)
                .process(PortalPins::bury)
                .end()
                .end()
                .split()
                .body(Poll.class, Poll::deadLetters)
                .process(DeadLetter::write)
                .to("kafka:pins.dead?brokers={{kafka.brokers}}&requestRequiredAcks=all&maxRequestSize="
                        + LARGEST_DEAD_LETTER
                        + "&keySerializer=org.apache.kafka.common.serialization.ByteArraySerializer"
                        + "&valueSerializer=org.apache.kafka.common.serialization.ByteArraySerializer")
                .end()
                .process(exchange -> exchange.getMessage().getBody(Poll.class).commit());
        // end
    }
}
