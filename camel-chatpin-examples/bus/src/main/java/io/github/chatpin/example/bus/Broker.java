package io.github.chatpin.example.bus;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * An ActiveMQ Artemis broker in this process. Its messages are on disk: what it has acknowledged is there when a broker
 * is started on the same directory again, however this one ended.
 */
final class Broker implements AutoCloseable {

    /** Where the orders for Bitrix24 are. */
    static final String BITRIX24 = "pins.bitrix24";

    /** Where the orders for WhatsApp are. */
    static final String WHATSAPP = "pins.whatsapp";

    /** Where messages are that will never work. */
    static final String DEAD = "pins.dead";

    private static final String TCP = "tcp";
    private static final long LOCK_TIMEOUT_MILLIS = 10_000;

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    private Broker() {}

    /**
     * Starts a broker.
     *
     * @param directory  where its messages are, and stay
     * @param port       for other processes on this machine; 0 for any free one
     * @param redelivery what becomes of a message whose transaction is rolled back
     */
    static Broker start(Path directory, int port, Redelivery redelivery) throws Exception {
        Broker broker = new Broker();
        broker.artemis.setConfiguration(configuration(directory, port, redelivery));
        try {
            broker.artemis.start();
            if (broker.port() == 0) { // Artemis only logs that a port is taken
                throw new IllegalStateException("The broker cannot listen on port " + port);
            }
        } catch (Exception failure) {
            broker.close();
            throw failure;
        }
        return broker;
    }

    private static Configuration configuration(Path directory, int port, Redelivery redelivery) throws Exception {
        // snippet broker
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false) // an example, on 127.0.0.1; in earnest: users and TLS
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO) // Java's own; ASYNCIO needs a native library
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large-messages").toString())
                .setJournalLockAcquisitionTimeout(LOCK_TIMEOUT_MILLIS) // a second broker here gives up
                .addAcceptorConfiguration(TCP, "tcp://127.0.0.1:" + port);
        for (String queue : new String[] {BITRIX24, WHATSAPP, DEAD}) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        configuration.addAddressSetting(
                "pins.#",
                new AddressSettings()
                        .setRedeliveryDelay(redelivery.delayMillis())
                        .setRedeliveryMultiplier(2)
                        .setMaxRedeliveryDelay(redelivery.maxDelayMillis())
                        .setMaxDeliveryAttempts(redelivery.maxDeliveries()) // a net below the route, which is first
                        .setDeadLetterAddress(SimpleString.of(DEAD))
                        .setExpiryAddress(SimpleString.of(DEAD)));
        // end
        configuration.setMaxDiskUsage(-1); // else senders wait, without a word, where a disk is nearly full
        return configuration;
    }

    /** {@return connections to this broker} */
    ConnectionFactory connections() {
        return connections(url());
    }

    /**
     * {@return connections to a broker}
     *
     * <p>Their consumers take nothing ahead: what is left for others, others do at once; and what was taken ahead would
     * come back behind newer messages at a rollback, so that a chat's orders would change places.
     *
     * @param url its address, without options
     */
    static ConnectionFactory connections(String url) {
        return new ActiveMQConnectionFactory(url + "?consumerWindowSize=0");
    }

    /** {@return the address for other processes on this machine} */
    String url() {
        return "tcp://127.0.0.1:" + port();
    }

    private int port() {
        NettyAcceptor acceptor =
                (NettyAcceptor) artemis.getActiveMQServer().getRemotingService().getAcceptor(TCP);
        return acceptor == null ? 0 : acceptor.getActualPort();
    }

    /** {@return how many messages a queue has, those included that are being delivered or wait for a redelivery} */
    long messages(String queue) {
        return artemis.getActiveMQServer().locateQueue(queue).getMessageCount();
    }

    @Override
    public void close() {
        try {
            artemis.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The broker did not stop in good order", failure);
        }
    }
}
