package io.github.chatpin.example.springxml;

import io.github.chatpin.camel.fake.FakeUpstreams;
import io.github.chatpin.camel.fake.Fault;
import java.io.PrintStream;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.ClassPathXmlApplicationContext;

/** Starts the application in {@code META-INF/spring}, sends a few messages, and prints what became of each. */
public final class SpringXmlExample {

    /** A chat that the portal's operator has no access to. */
    private static final String FOREIGN_CHAT = "chat403";

    private final FakeUpstreams upstreams;
    private final ProducerTemplate template;
    private final PrintStream out;

    SpringXmlExample(ApplicationContext spring, PrintStream out) {
        this.upstreams = spring.getBean(FakeUpstreams.class);
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
        upstreams.bitrix24().denyAccess(FOREIGN_CHAT);
        send("bitrix24", "chat17", true);
        send("bitrix24", "chat18", true);
        send("bitrix24", "chat17", false);
        send("bitrix24", "seventeen", true);
        send("bitrix24", FOREIGN_CHAT, true);

        send("whatsapp", "5511977770001", true);
        send("whatsapp", "5511977770002", true);
        send("whatsapp", "5511977770003", true);
        send("whatsapp", "5511977770004", true); // WhatsApp keeps three
        send("whatsapp", "5511977770001", false);

        upstreams.bitrix24().faultWhen(request -> true, Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"));
        send("bitrix24", "chat19", true);
        upstreams.ryzeApi().disconnect(upstreams.ryzeApi().instance());
        send("whatsapp", "5511977770005", true);

        upstreams.mustHaveBeenTreatedWell();
    }

    private void send(String platform, String chat, boolean vip) {
        Map<String, Object> message = Map.of("chat", chat, "vip", vip);
        out.println(template.requestBody("direct:" + platform, message, String.class));
    }
}
