package io.github.chatpin.example.springxml;

import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/** Starts the application in {@code META-INF/spring}, sends a few messages, and prints what became of each. */
public final class SpringXmlExample {

    private final EmbeddedUpstreams upstreams;
    private final ProducerTemplate template;
    private final PrintStream out;

    SpringXmlExample(ApplicationContext spring, PrintStream out) {
        this.upstreams = spring.getBean(EmbeddedUpstreams.class);
        this.template = spring.getBean(CamelContext.class).createProducerTemplate();
        this.out = out;
    }

    /**
     * Runs the example; it ends by itself.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        try (ClassPathXmlApplicationContext spring = application()) {
            new SpringXmlExample(spring, System.out).run();
        }
    }

    /** {@return the application, started, with fakes as its upstreams; the caller closes it} */
    static ClassPathXmlApplicationContext application() {
        return new ClassPathXmlApplicationContext(
                "META-INF/spring/embedded-upstreams.xml", "META-INF/spring/camel-context.xml");
    }

    void run() {
        send("bitrix24", "chat17", true);
        send("bitrix24", "chat18", true);
        send("bitrix24", "chat17", false);
        send("bitrix24", "seventeen", true);
        send("bitrix24", EmbeddedUpstreams.FOREIGN_CHAT, true);

        send("whatsapp", "5511977770001", true);
        send("whatsapp", "5511977770002", true);
        send("whatsapp", "5511977770003", true);
        send("whatsapp", "5511977770004", true); // WhatsApp keeps three
        send("whatsapp", "5511977770001", false);

        upstreams.revokeWebhook();
        send("bitrix24", "chat19", true);
        upstreams.disconnectPhone();
        send("whatsapp", "5511977770005", true);

        upstreams.mustHaveBeenTreatedWell();
    }

    private void send(String platform, String chat, boolean vip) {
        Map<String, Object> message = Map.of("chat", chat, "vip", vip);
        out.println(template.requestBody("direct:" + platform, message, String.class));
    }
}
