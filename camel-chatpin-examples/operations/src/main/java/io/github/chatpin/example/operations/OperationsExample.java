package io.github.chatpin.example.operations;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Properties;

/** Runs an application and asks it what an operator would; or lets it run, for you to ask. */
public final class OperationsExample {

    /** A chat that the portal's user may not see. */
    static final String FOREIGN_CHAT = "chat403";

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
        try (FakeUpstreams upstreams = upstreams()) {
            try (PinApplication application = PinApplication.start(settings(upstreams, ANY_PORT), new PinRoutes())) {
                new Shift(
                                application.context().createProducerTemplate(),
                                upstreams.ryzeApi(),
                                new Desk(application.managementPort(), out))
                        .work();
            }
            upstreams.mustHaveBeenTreatedWell();
        }
    }

    static void serve(InputStream input, int port, PrintStream out) throws Exception {
        try (FakeUpstreams upstreams = upstreams();
                PinApplication application = PinApplication.start(
                        settings(upstreams, port), new PinRoutes(), new Traffic(upstreams.ryzeApi()))) {
            for (String path : new String[] {"/observe/health", "/observe/metrics", "/q/dev/chatpin"}) {
                out.println("http://127.0.0.1:" + application.managementPort() + path);
            }
            input.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** {@return stand-ins of both upstreams; the portal keeps more pins than a real one, which has 45} */
    private static FakeUpstreams upstreams() {
        FakeUpstreams upstreams = FakeUpstreams.start(FakeBitrix24.builder().pinCap(500), FakeRyzeApi.builder());
        upstreams.bitrix24().denyAccess(FOREIGN_CHAT);
        return upstreams;
    }

    private static Properties settings(FakeUpstreams upstreams, int port) {
        Properties settings = upstreams.properties();
        settings.setProperty("camel.management.port", Integer.toString(port));
        return settings;
    }
}
