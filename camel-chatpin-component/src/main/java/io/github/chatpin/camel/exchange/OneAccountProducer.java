package io.github.chatpin.camel.exchange;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.EndpointConnector;
import io.github.chatpin.camel.dispatch.Lease;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Sends to the account of its endpoint. */
public final class OneAccountProducer extends ChatPinProducer {

    private final EndpointConnector connector;
    private Connection connection;
    private PinReader reader; // for what the connection's upstream takes
    private boolean isConnected;

    public OneAccountProducer(ChatPinEndpoint endpoint, EndpointConnector connector, RouteThreads threads) {
        super(endpoint, threads);
        this.connector = connector;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = connector.share(getEndpoint());
        reader = reader(connection);
        isConnected = true;
    }

    // A cache of producers may outlive a cache of endpoints: with the connection goes the account's place in the limit.
    @Override
    protected void doStop() throws Exception {
        if (isConnected) {
            isConnected = false;
            connection.disconnect();
        }
        super.doStop();
    }

    // A cache may stop a producer that is about to get a message. The message goes all the same: over the producer's
    // connection as long as its account is kept, and else over one of its own.
    @Override
    boolean deliver(Exchange exchange, AsyncCallback callback) throws Exception {
        Delivery delivery = new Delivery(exchange, callback, writer, threads);
        Connection current = connection; // after a restart it is another one
        Lease lease = current == null ? null : current.lease().orElse(null);
        if (lease != null) {
            try {
                return delivery.handOn(current, reader, threads.isOwnThread());
            } finally {
                lease.close();
            }
        }
        Connection own = connector.share(getEndpoint());
        try {
            return delivery.handOn(own, reader(own), threads.isOwnThread());
        } finally {
            own.disconnect();
        }
    }
}
