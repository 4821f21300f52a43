package io.github.chatpin.example.springboot;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** A client of this service, which asks for some pins when it has started, and prints what comes back. */
@Component
@Profile("demo")
class PinDemo implements ApplicationRunner {

    private static final int MANY = 100;

    private final Environment environment;
    private final FakeBitrix24 portal;
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out = System.out;

    PinDemo(Environment environment, FakeUpstreams upstreams) {
        this.environment = environment;
        this.portal = upstreams.bitrix24();
    }

    @Override
    public void run(ApplicationArguments arguments) throws Exception {
        out.println("The service is at " + service());
        ask(200, order("bitrix24", "chat17", true));
        ask(200, order("bitrix24", "chat17", false));
        ask(200, order("whatsapp", "+55 11 99999-9999", true));
        askForMany();
        ask(400, order("telegram", "chat17", true));
        ask(400, order("bitrix24", "seventeen", true));
        ask(422, order("bitrix24", DemoUpstreams.FOREIGN_CHAT, true));
        HttpResponse<String> health = client.send(
                HttpRequest.newBuilder(service().resolve("/actuator/health")).build(), BodyHandlers.ofString());
        out.printf("%nGET /actuator/health%n%d %s%n", health.statusCode(), health.body());
    }

    private void ask(int expected, String order) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(post(order), BodyHandlers.ofString());
        out.printf("%nPOST /pins %s%n%d %s%n", order, answer.statusCode(), answer.body());
        mustBe(expected, answer);
    }

    private void askForMany() {
        int before = portal.requests().size();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, MANY)
                .mapToObj(i -> order("bitrix24", "chat" + (1000 + i), true))
                .map(order -> client.sendAsync(post(order), BodyHandlers.ofString()))
                .toList();
        answers.forEach(answer -> mustBe(200, answer.join()));
        out.printf(
                "%nPOST /pins for %d chats at once%n%d times 200, with %d requests to the portal%n",
                MANY, MANY, portal.requests().size() - before);
    }

    private HttpRequest post(String order) {
        return HttpRequest.newBuilder(service().resolve("/pins"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
    }

    private URI service() {
        return URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    }

    private static String order(String platform, String chatId, boolean pinned) {
        return "{\"platform\":\"%s\",\"chatId\":\"%s\",\"pinned\":%s}".formatted(platform, chatId, pinned);
    }

    private static void mustBe(int expected, HttpResponse<String> answer) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    "Expected %d, got %d %s".formatted(expected, answer.statusCode(), answer.body()));
        }
    }
}
