package io.github.chatpin.example.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Where the operator sits: asks over HTTP and JMX, and writes down question and answer. */
final class Desk {

    private static final String ACCOUNTS = "org.apache.camel:type=chatpin,name=\"%s *\",*";

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final URI management;
    private final PrintStream out;

    Desk(int managementPort, PrintStream out) {
        this.management = URI.create("http://127.0.0.1:" + managementPort);
        this.out = out;
    }

    void note(String whatHappens) {
        out.println();
        out.println("# " + whatHappens);
    }

    void asksTheConsole() throws IOException, InterruptedException {
        String path = "/q/dev/chatpin";
        out.println();
        out.println("$ curl " + management + path);
        out.println(get(path).strip());
    }

    void asksForHealth() throws IOException, InterruptedException {
        String path = "/observe/health";
        out.println();
        out.println("$ curl " + management + path
                + " | jq -c '.status, (.checks[] | select(.name | contains(\"chatpin\")))'");
        JsonNode health = json.readTree(get(path));
        out.println(health.path("status"));
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().contains("chatpin")) {
                out.println(check);
            }
        }
    }

    void asksForMetrics(String prefix) throws IOException, InterruptedException {
        String path = "/observe/metrics";
        out.println();
        out.println("$ curl " + management + path + " | grep ^" + prefix);
        get(path).lines().filter(line -> line.startsWith(prefix)).forEach(out::println);
    }

    void readsJmx(String platform, String... attributes) throws JMException {
        ObjectName account = account(platform);
        out.println();
        out.println("JMX " + account);
        for (Attribute attribute : beans.getAttributes(account, attributes).asList()) {
            out.println("    " + attribute.getName() + ": " + attribute.getValue());
        }
    }

    void invokesInJmx(String platform, String operation) throws JMException {
        beans.invoke(account(platform), operation, null, null);
    }

    Object attribute(String platform, String name) throws JMException {
        return beans.getAttribute(account(platform), name);
    }

    /** Returns the bean of the platform's account; the example has one for each. */
    private ObjectName account(String platform) throws JMException {
        return beans.queryNames(new ObjectName(ACCOUNTS.formatted(platform)), null).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMX has no account of " + platform));
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(management.resolve(path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
