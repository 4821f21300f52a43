package io.github.chatpin.example.javadsl;

import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Pins and unpins chats in Bitrix24 and WhatsApp and prints what happened, one line a pin. It talks to fakes of both
 * upstreams that it starts itself, or to the accounts that environment variables name.
 */
@SuppressWarnings("try") // closing a context may be interrupted, which ends the example as it should
public final class JavaDslExample {

    private final Map<String, String> environment;
    private final PinReport report;

    JavaDslExample(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.report = new PinReport(out, new ProgressBar(out, ProgressBar.isWanted(environment)));
    }

    /**
     * Runs the example; it ends by itself.
     *
     * @param args not used
     * @throws Exception if anything ended otherwise than it should have
     */
    public static void main(String[] args) throws Exception {
        new JavaDslExample(System.getenv(), System.out).run();
    }

    void run() throws Exception {
        RealAccounts accounts = RealAccounts.of(environment);
        if (accounts.isEmpty()) {
            runWithFakes();
        } else {
            runWith(accounts);
        }
    }

    private void runWithFakes() throws Exception {
        try (Stage stage = new Stage();
                CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(stage.properties());
            context.addRoutesConfigurations(new FailureHandling());
            context.addRoutes(new FailureRoutes(report));
            context.addRoutes(new Bitrix24Routes(report));
            context.addRoutes(new WhatsAppRoutes(report));
            context.addRoutes(new BulkRoutes(report));
            context.addRoutes(new OutOfOrderRoutes(report));
            context.addRoutes(new SyncRoutes(report));
            context.start();
            new Scenes(new Messages(context), stage, report).playAll();
            stage.mustHaveBeenTreatedWell();
            report.finish(stage.requests(), stage.rejected());
        }
    }

    /** Real accounts get one pin, which is taken back, and nothing that could do harm. */
    private void runWith(RealAccounts accounts) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setInitialProperties(accounts.properties());
            context.addRoutesConfigurations(new FailureHandling());
            context.addRoutes(new FailureRoutes(report));
            if (accounts.bitrix24Chat() != null) {
                context.addRoutes(new Bitrix24Routes(report));
            }
            if (accounts.whatsAppChat() != null) {
                context.addRoutes(new WhatsAppRoutes(report));
            }
            context.start();
            Messages messages = new Messages(context);
            if (accounts.bitrix24Chat() != null) {
                messages.mustSucceed("direct:bitrix24-pin", accounts.bitrix24Chat());
                messages.mustSucceed("direct:bitrix24-unpin", accounts.bitrix24Chat());
            }
            if (accounts.whatsAppChat() != null) {
                messages.mustSucceed("direct:whatsapp-pin", accounts.whatsAppChat());
                messages.mustSucceed("direct:whatsapp-unpin", accounts.whatsAppChat());
            }
        }
    }
}
