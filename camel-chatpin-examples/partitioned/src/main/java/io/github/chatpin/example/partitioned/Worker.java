package io.github.chatpin.example.partitioned;

import io.github.chatpin.camel.PropertiesAccountSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;

/** One of the processes: takes records of its partitions and pins, until its standard input ends. */
public final class Worker {

    /** What it prints when it has got partitions. */
    static final String READY = "ready";

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
        WorkerSettings settings = WorkerSettings.of(System.getenv());
        HandedOverLimits limits = new HandedOverLimits(System::nanoTime);
        Polls polls = new Polls(() -> {
            limits.handOver();
            System.out.println(READY);
        });
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(settings.properties());
            context.getRegistry().bind("limits", limits);
            context.getRegistry().bind(KafkaConstants.KAFKA_SUBSCRIBE_ADAPTER, polls);
            context.getRegistry().bind("portals", new PropertiesAccountSource(settings.portals()));
            context.addRoutes(new PinRoute(polls, settings.limits()));
            context.start();
            end.join();
        }
    }

    private static void awaitEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
