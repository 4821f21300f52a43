package io.github.chatpin.example.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** One of the processes: takes messages from the queue and pins, until its standard input ends. */
public final class Worker {

    /** What it prints when it has started. */
    static final String READY = "ready";

    /** What it prints at the end, before the number of its operations at the store. */
    static final String OPERATIONS = "operations ";

    private static final int SECONDS_TO_END = 30;

    private Worker() {}

    /**
     * Runs the process.
     *
     * @param args none; the settings are in the environment
     * @throws Exception if it does not start
     */
    public static void main(String[] args) throws Exception {
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> awaitEnd(System.in));
        // The process that started it may be dead: nothing must keep it from ending, not even its own start.
        end.thenRunAsync(
                () -> Runtime.getRuntime().halt(1),
                CompletableFuture.delayedExecutor(SECONDS_TO_END, TimeUnit.SECONDS));
        CountedOperations operations = new CountedOperations();
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        if (settings.sharing().engine() == Engine.NONE) {
            work(settings, null, end);
        } else {
            try (LimitStore store = LimitStore.open(settings.sharing(), operations)) {
                work(settings, store, end);
            }
        }
        System.out.println(OPERATIONS + operations.count());
    }

    private static void work(WorkerSettings settings, LimitStore store, CompletableFuture<Void> end) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(settings.properties());
            context.addComponent("jms", jms(settings.broker()));
            if (store != null) {
                context.getRegistry().bind("limits", store.buckets());
            }
            context.addRoutes(new PinRoute(store != null));
            context.start();
            System.out.println(READY);
            end.join();
        }
    }

    private static JmsComponent jms(String broker) {
        JmsComponent jms = JmsComponent.jmsComponent(Broker.connections(broker));
        jms.setTransacted(true); // JMS's own transaction
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setDisableReplyTo(true);
        jms.setErrorHandlerLoggingLevel(LoggingLevel.INFO); // a rollback is nothing out of the ordinary here
        jms.setErrorHandlerLogStackTrace(false);
        return jms;
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
