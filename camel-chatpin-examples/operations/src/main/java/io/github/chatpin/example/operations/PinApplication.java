package io.github.chatpin.example.operations;

import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** The application that is operated: Camel Main with what {@code application.properties} says. */
final class PinApplication implements AutoCloseable {

    private final Main main = new Main();

    private PinApplication() {}

    /**
     * Starts it.
     *
     * @param settings go before those of {@code application.properties}
     * @throws Exception if it does not start
     */
    static PinApplication start(Properties settings, RoutesBuilder... routes) throws Exception {
        PinApplication application = new PinApplication();
        // At Ctrl-C the default one waits for run() to end, which is not used here. With this one the process ends at
        // once; use main.run() in an application whose exchanges are to finish.
        application.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        application.main.setOverrideProperties(settings);
        for (RoutesBuilder builder : routes) {
            application.main.configure().addRoutesBuilder(builder);
        }
        try {
            application.main.start();
            return application;
        } catch (Exception e) {
            application.close();
            throw e;
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** {@return where it answers an operator} */
    int managementPort() {
        return context().hasService(VertxPlatformHttpServer.class).getPort();
    }

    @Override
    public void close() {
        main.stop();
    }
}
