package io.github.chatpin.example.board;

import java.time.Clock;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Camel Main with the board's routes, and what {@code application.properties} says. */
final class BoardApplication implements AutoCloseable {

    private final Main main = new Main();
    private final Board board;

    /**
     * Makes it; it does not run yet.
     *
     * @param settings go before those of {@code application.properties}
     * @param others further routes
     */
    BoardApplication(Accounts accounts, Properties settings, RoutesBuilder... others) {
        board = new Board(accounts.all(), Clock.systemUTC());
        Properties all = new Properties();
        all.putAll(accounts.settings());
        all.putAll(settings);
        main.setOverrideProperties(all);
        main.configure().addRoutesBuilder(new BoardRoutes(accounts.all(), board));
        main.configure().addRoutesBuilder(new PageRoutes(accounts.all(), board));
        for (RoutesBuilder builder : others) {
            main.configure().addRoutesBuilder(builder);
        }
    }

    /** Runs until the process is told to end; then exchanges that are under way may finish. */
    void run(Runnable started) throws Exception {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport main) {
                started.run();
            }
        });
        main.run();
    }

    void start() throws Exception {
        try {
            main.start();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    Board board() {
        return board;
    }

    String url() {
        return "http://127.0.0.1:"
                + main.getCamelContext()
                        .hasService(VertxPlatformHttpServer.class)
                        .getPort() + "/";
    }

    @Override
    public void close() {
        main.stop();
    }
}
