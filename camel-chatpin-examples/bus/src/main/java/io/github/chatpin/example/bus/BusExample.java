package io.github.chatpin.example.bus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** Pins and unpins chats as messages from a broker ask for: as a demonstration that ends by itself, or as a service. */
public final class BusExample {

    private BusExample() {}

    /**
     * Runs the example.
     *
     * @param args {@code serve} for a service with the accounts that environment variables name; none for the
     *     demonstration
     * @throws Exception if anything ended otherwise than it should have
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            new Demo(System.out).run();
        } else if (args.length == 1 && args[0].equals("serve")) {
            serve(ServiceSettings.of(System.getenv()), System.in, System.out);
        } else {
            throw new IllegalArgumentException("Only serve, or nothing: " + String.join(" ", args));
        }
    }

    /** Serves until the input ends. It may as well be killed: what it does then is done by the next one. */
    static void serve(ServiceSettings settings, InputStream input, PrintStream out) throws Exception {
        try (Broker broker = Broker.start(settings.directory(), settings.port(), settings.redelivery());
                Bus bus = Bus.start(
                        broker.connections(),
                        settings.properties(),
                        new PinRoutes(new Verdict(settings.redelivery().maxDeliveries()), exchange -> {}))) {
            out.println(broker.url());
            awaitEnd(input);
        }
    }

    private static void awaitEnd(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
