package io.github.chatpin.example.yaml;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.PrintStream;
import java.util.List;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;

/**
 * Pins a chat in each platform through the kamelets, and unpins it again, with the routes of {@code routes/pin.yaml} and
 * then with those of {@code routes/pin.xml}. It talks to stand-ins of both upstreams that it starts itself.
 */
public final class YamlExample {

    private static final List<String> LANGUAGES = List.of("yaml", "xml");

    private final PrintStream out;

    YamlExample(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the example; it ends by itself.
     *
     * @param args {@code yaml} or {@code xml} for one of the two only
     * @throws Exception if a pin failed
     */
    public static void main(String[] args) throws Exception {
        new YamlExample(System.out).run(args);
    }

    void run(String... languages) throws Exception {
        List<String> chosen = languages.length == 0 ? LANGUAGES : List.of(languages);
        if (!LANGUAGES.containsAll(chosen)) {
            throw new IllegalArgumentException("The example runs with yaml or xml, not with " + chosen);
        }
        for (String language : chosen) {
            try (FakeUpstreams upstreams = FakeUpstreams.start()) {
                runRoutes(language, upstreams);
                upstreams.mustHaveBeenTreatedWell();
            }
        }
    }

    void runRoutes(String language, FakeUpstreams upstreams) throws Exception {
        // snippet main
        Main main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/pin." + language);
        // end
        main.setInitialProperties(upstreams.properties());
        main.start();
        try (FluentProducerTemplate template = main.getCamelContext().createFluentProducerTemplate()) {
            for (boolean pinned : new boolean[] {true, false}) {
                out.println(language + "  " + pin(template, "direct:pin-dialog", "chat17", pinned));
            }
            for (boolean pinned : new boolean[] {true, false}) {
                out.println(language + "  " + pin(template, "direct:pin-phone", "+55 11 99999-9999", pinned));
            }
        } finally {
            main.stop();
        }
    }

    private static String pin(FluentProducerTemplate template, String route, String chat, boolean pinned) {
        PinResult result = template.to(route)
                .withBody(chat)
                .withHeader(ChatPinConstants.PINNED, pinned)
                .request(PinResult.class);
        return "%s  %s  %s".formatted(result.platform(), result.chatId(), result.pinned() ? "pinned" : "unpinned");
    }
}
