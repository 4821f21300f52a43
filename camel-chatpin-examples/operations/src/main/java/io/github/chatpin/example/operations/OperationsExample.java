package io.github.chatpin.example.operations;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Properties;

/** Runs an application and asks it what an operator would; or lets it run, for you to ask. */
public final class OperationsExample {

    private static final int ANY_PORT = 0;
    private static final int PORT = 9876; // the one that prometheus.yml names

    private OperationsExample() {}

    /**
     * Runs the example.
     *
     * @param args {@code serve} for an application that runs until the standard input ends; none for a shift that ends
     *     by itself
     * @throws Exception if anything ended otherwise than it should have
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            workAShift(System.out);
        } else if (args.length == 1 && args[0].equals("serve")) {
            serve(System.in, PORT, System.out);
        } else {
            throw new IllegalArgumentException("Only serve, or nothing: " + String.join(" ", args));
        }
    }

    static void workAShift(PrintStream out) throws Exception {
        try (EmbeddedUpstreams upstreams = new EmbeddedUpstreams()) {
            try (PinApplication application = PinApplication.start(settings(upstreams, ANY_PORT), new PinRoutes())) {
                new Shift(
                                application.context().createProducerTemplate(),
                                upstreams,
                                new Desk(application.managementPort(), out))
                        .work();
            }
            upstreams.mustHaveBeenTreatedWell();
        }
    }

    static void serve(InputStream input, int port, PrintStream out) throws Exception {
        try (EmbeddedUpstreams upstreams = new EmbeddedUpstreams();
                PinApplication application =
                        PinApplication.start(settings(upstreams, port), new PinRoutes(), new Traffic(upstreams))) {
            for (String path : new String[] {"/observe/health", "/observe/metrics", "/q/dev/chatpin"}) {
                out.println("http://127.0.0.1:" + application.managementPort() + path);
            }
            input.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Properties settings(EmbeddedUpstreams upstreams, int port) {
        Properties settings = upstreams.properties();
        settings.setProperty("camel.management.port", Integer.toString(port));
        return settings;
    }
}
