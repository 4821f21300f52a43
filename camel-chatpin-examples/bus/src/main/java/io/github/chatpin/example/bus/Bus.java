package io.github.chatpin.example.bus;

import jakarta.jms.ConnectionFactory;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** The application: a CamelContext that takes orders from a broker. */
final class Bus implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();

    private Bus() {}

    /**
     * Starts the application.
     *
     * @param connections to the broker
     * @param properties  the component's options, and {@code bus.consumers}
     * @param routes      the application's routes
     */
    static Bus start(ConnectionFactory connections, Properties properties, PinRoutes routes) throws Exception {
        Bus bus = new Bus();
        bus.context.getPropertiesComponent().setInitialProperties(properties);
        bus.context.addComponent("jms", jms(connections));
        bus.context.addRoutes(routes);
        bus.context.start();
        return bus;
    }

    // snippet jms
    private static JmsComponent jms(ConnectionFactory connections) {
        JmsComponent jms = JmsComponent.jmsComponent(connections);
        jms.setTransacted(true); // JMS's own transaction: what is taken and what is sent, nothing else
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER"); // a consumer that came and went would lose its groups
        jms.setDisableReplyTo(true);
        jms.setErrorHandlerLoggingLevel(LoggingLevel.INFO); // a rollback is nothing out of the ordinary here
        jms.setErrorHandlerLogStackTrace(false);
        return jms;
    }
    // end

    CamelContext context() {
        return context;
    }

    @Override
    public void close() {
        context.stop();
    }
}
