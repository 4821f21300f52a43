package io.github.chatpin.example.cluster;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** An ActiveMQ Artemis broker in this process, for the other ones. It keeps messages in memory: here, it outlives all. */
final class Broker implements AutoCloseable {

    /** Where the pins are. */
    static final String PINS = "pins";

    /** Where messages are that will never work. */
    static final String DEAD = "pins.dead";

    private static final String TCP = "tcp";
    private static final int REDELIVERY_MILLIS = 1_000;
    private static final int MAX_DELIVERIES = 10;

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    private Broker() {}

    /** Starts a broker on any free port of 127.0.0.1. */
    static Broker start() throws Exception {
        Broker broker = new Broker();
        broker.artemis.setConfiguration(configuration());
        broker.artemis.start();
        return broker;
    }

    private static Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false) // an example, on 127.0.0.1; in earnest: users and TLS
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(false)
                .addAcceptorConfiguration(TCP, "tcp://127.0.0.1:0");
        for (String queue : new String[] {PINS, DEAD}) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        configuration.addAddressSetting(
                "pins.#",
                new AddressSettings()
                        .setRedeliveryDelay(REDELIVERY_MILLIS)
                        .setMaxDeliveryAttempts(MAX_DELIVERIES)
                        .setDeadLetterAddress(SimpleString.of(DEAD))
                        .setExpiryAddress(SimpleString.of(DEAD)));
        configuration.setMaxDiskUsage(-1); // else senders wait, without a word, where a disk is nearly full
        return configuration;
    }

    /** Puts texts into a queue, all at once. */
    void send(String queue, List<String> texts) {
        try (JMSContext jms = connections(url()).createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue destination = jms.createQueue(queue);
            JMSProducer producer = jms.createProducer();
            texts.forEach(text -> producer.send(destination, text));
            jms.commit();
        }
    }

    /**
     * {@return connections to a broker}
     *
     * @param url its address, without options
     */
    static ConnectionFactory connections(String url) {
        // No consumer takes messages ahead: another process may have time for them now.
        return new ActiveMQConnectionFactory(url + "?consumerWindowSize=0");
    }

    /** {@return the address for other processes on this machine} */
    String url() {
        NettyAcceptor acceptor =
                (NettyAcceptor) artemis.getActiveMQServer().getRemotingService().getAcceptor(TCP);
        return "tcp://127.0.0.1:" + acceptor.getActualPort();
    }

    /** {@return how many messages a queue has, those included that are being delivered or wait for a redelivery} */
    long messages(String queue) {
        return artemis.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    @Override
    public void close() throws Exception {
        artemis.stop();
    }
}
