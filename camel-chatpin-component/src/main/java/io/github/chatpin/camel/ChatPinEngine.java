package io.github.chatpin.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Service;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.support.ResolverHelper;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceHelper;

/**
 * What is behind the endpoints of one CamelContext. It is found by name, as Camel finds its own factories, so that this
 * package, which route authors see, knows none of those below.
 */
public interface ChatPinEngine extends Service {

    /** The name under which Camel finds the engine. */
    String FACTORY = "chatpin-engine";

    /** Returns the context's engine, after making and starting it if it is the first time. */
    static ChatPinEngine of(CamelContext context) throws Exception {
        synchronized (context) { // the context offers no way to add a service unless there is one
            ChatPinEngine engine = context.hasService(ChatPinEngine.class);
            if (engine == null) {
                engine = ResolverHelper.resolveService(context, FACTORY, ChatPinEngine.class)
                        .orElseThrow(() -> new IllegalStateException("Not on the class path: " + FACTORY));
                try {
                    context.addService(engine, true, true);
                    ServiceHelper.startService(engine); // which the context leaves while it initialises
                } catch (Exception e) {
                    context.removeService(engine); // or others would be given one that has failed
                    throw e;
                }
            }
            return engine;
        }
    }

    /**
     * Connects an endpoint that starts to its account.
     *
     * @return where that is, without a secret; {@code null} where the endpoint alone does not tell
     * @throws IllegalArgumentException if it cannot work; the message names the option and does not repeat the value
     */
    EndpointServiceLocation connect(ChatPinEndpoint endpoint) throws Exception;

    /** Disconnects an endpoint that stops, whether or not it was connected. What is still to be sent is sent. */
    void disconnect(ChatPinEndpoint endpoint);

    /** Returns a producer for an endpoint, which need not be started yet. */
    Producer createProducer(ChatPinEndpoint endpoint);

    /** Returns a consumer for an endpoint, which need not be started yet. */
    ScheduledPollConsumer createConsumer(ChatPinEndpoint endpoint, Processor processor);
}
