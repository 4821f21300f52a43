package io.github.chatpin.example.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the actuator tells of the accounts. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.health.producers-enabled=true",
            "camel.health.exposure-level=full",
            "management.endpoint.health.show-details=always"
        })
@ActiveProfiles("accounts")
class PinOperationsTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension WHATSAPP = new FakeRyzeApiExtension();

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final FakeRyzeApi gateway = WHATSAPP.fake();
    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void accounts(DynamicPropertyRegistry environment) {
        environment.add("BITRIX24_PORTAL_URL", () -> BITRIX24.fake().url());
        environment.add("BITRIX24_AUTHORIZATION_TOKEN", () -> BITRIX24.fake().webhookToken());
        environment.add("WHATSAPP_GATEWAY_URL", () -> WHATSAPP.fake().url());
        environment.add("WHATSAPP_INSTANCE", () -> WHATSAPP.fake().instance());
        environment.add("WHATSAPP_TOKEN", () -> WHATSAPP.fake().token());
    }

    @Test
    void theActuatorsMetricsHaveThePins() throws Exception {
        HttpRequest pin = HttpRequest.newBuilder(service("/pins"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"platform\":\"bitrix24\",\"chatId\":\"chat17\",\"pinned\":true}"))
                .build();
        assertThat(send(pin).path("pinned").asBoolean()).isTrue();

        JsonNode pins = get("/actuator/metrics/chatpin.pins?tag=platform:bitrix24&tag=outcome:done");

        assertThat(pins.path("measurements").path(0).path("value").asDouble()).isEqualTo(1);
    }

    @Test
    void theActuatorsHealthAsksTheAccounts() throws Exception {
        gateway.disconnect(gateway.instance());

        JsonNode health = get("/actuator/health").path("components").path("camelHealth");

        assertThat(health.path("status").asText()).isEqualTo("DOWN");
        assertThat(health.toString())
                .contains("the instance's connection to WhatsApp is disconnected")
                .doesNotContain(gateway.token())
                .doesNotContain(portal.webhookToken().substring(2));
    }

    private JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(service(path)).build());
    }

    private JsonNode send(HttpRequest request) throws Exception {
        return new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private URI service(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
