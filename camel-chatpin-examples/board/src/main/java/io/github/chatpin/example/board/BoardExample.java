package io.github.chatpin.example.board;

import java.util.Map;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;

/** Starts the board, with the accounts that environment variables name, else with stand-ins. */
public final class BoardExample {

    // Bitrix24 gives two requests back a second, and some gateways take seconds to list.
    private static final String DELAY_OF_REAL_ACCOUNTS = "5000";
    private static final String DELAY_OF_STAND_INS = "1000";
    private static final long EVERY_NOW_AND_THEN = 7000;

    private BoardExample() {}

    /**
     * Runs the board until the process is told to end.
     *
     * @param args none
     * @throws Exception if it does not start
     */
    public static void main(String[] args) throws Exception {
        Map<String, String> environment = System.getenv();
        Accounts accounts = Accounts.of(environment);
        if (!accounts.all().isEmpty()) {
            run(accounts, settings(environment, DELAY_OF_REAL_ACCOUNTS));
            return;
        }
        try (StandIns standIns = new StandIns()) {
            run(
                    Accounts.of(standIns.environment()),
                    settings(environment, DELAY_OF_STAND_INS),
                    new ChangesByHand(standIns, EVERY_NOW_AND_THEN));
        }
    }

    private static void run(Accounts accounts, Properties settings, RoutesBuilder... others) throws Exception {
        BoardApplication application = new BoardApplication(accounts, settings, others);
        application.run(() -> System.out.println(application.url()));
    }

    static Properties settings(Map<String, String> environment, String usualDelay) {
        Properties settings = new Properties();
        settings.setProperty("board.delay", environment.getOrDefault("BOARD_DELAY", usualDelay));
        if (environment.containsKey("BOARD_PORT")) {
            settings.setProperty("camel.server.port", environment.get("BOARD_PORT"));
        }
        return settings;
    }
}
