package io.github.chatpin.example.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camel.component.chatpin.max-retries=0", "server.tomcat.threads.max=1"})
@ActiveProfiles("accounts")
class PinServiceTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    @RegisterExtension
    static final FakeRyzeApiExtension WHATSAPP = new FakeRyzeApiExtension();

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final FakeRyzeApi gateway = WHATSAPP.fake();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

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
    void pinsInBitrix24() throws Exception {
        HttpResponse<String> answer = pin("bitrix24", "chat17", true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer))
                .isEqualTo(json.readTree("{\"platform\":\"bitrix24\",\"chatId\":\"chat17\",\"pinned\":true}"));
        assertThat(portal.pinnedDialogs()).containsExactly("chat17");
        assertThat(portal.violations()).isEmpty();
    }

    @Test
    void pinsInWhatsApp() throws Exception {
        HttpResponse<String> answer = pin("whatsapp", "+55 11 99999-9999", true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer).path("chatId").asText()).isEqualTo("5511999999999");
        assertThat(gateway.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(gateway.violations()).isEmpty();
    }

    @Test
    void unpins() throws Exception {
        pin("bitrix24", "chat17", true);

        assertThat(pin("bitrix24", "chat17", false).statusCode()).isEqualTo(200);
        assertThat(portal.pinnedDialogs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'platform':'telegram','chatId':'chat17','pinned':true} | platform | must be bitrix24 or whatsapp
            {'platform':'bitrix24','chatId':' ','pinned':true}      | chatId   | must not be blank
            {'platform':'bitrix24','chatId':'chat17'}               | pinned   | must not be null
            """)
    void namesTheFieldThatIsWrong(String order, String field, String error) throws Exception {
        HttpResponse<String> answer = post(order.replace('\'', '"')).join();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).path("errors").path(field).asText()).isEqualTo(error);
        assertThat(portal.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pin chat17", "{\"platform\":"})
    void whatIsNoJsonIsABadRequest(String order) {
        assertThat(post(order).join().statusCode()).isEqualTo(400);
    }

    @Test
    void aChatThatCannotBeIsABadRequest() throws Exception {
        HttpResponse<String> answer = pin("bitrix24", "seventeen", true);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(body(answer).path("detail").asText()).startsWith("The chat id is not one of im.recent.pin");
    }

    @Test
    void failuresAreProblemDetails() throws Exception {
        portal.denyAccess("chat403");

        HttpResponse<String> answer = pin("bitrix24", "chat403", true);

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body(answer).path("failure").asText()).isEqualTo("PinRejectedException");
        assertThat(body(answer).path("retryable").asBoolean()).isFalse();
    }

    @Test
    void aChatThatTheUpstreamRefusesIsUnprocessable() throws Exception {
        portal.denyAccess("chat403");

        assertThat(pin("bitrix24", "chat403", true).statusCode()).isEqualTo(422);
    }

    @Test
    void aChatThatWasNotPinnedIsUnprocessable() throws Exception {
        portal.notMember("chat18");

        assertThat(pin("bitrix24", "chat18", true).statusCode()).isEqualTo(422);
    }

    @Test
    void aCredentialThatIsRefusedIsABadGateway() throws Exception {
        portal.nextFaults(Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"));

        assertThat(pin("bitrix24", "chat17", true).statusCode()).isEqualTo(502);
    }

    @Test
    void aFullLimitIsTooManyRequestsWithATimeToRetry() throws Exception {
        portal.nextFaults(Fault.status(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"));

        HttpResponse<String> answer = pin("bitrix24", "chat17", true);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void anUpstreamThatIsDownIsUnavailableWithATimeToRetry() throws Exception {
        gateway.nextFaults(Fault.html(502));

        HttpResponse<String> answer = pin("whatsapp", "5511999999999", true);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void noServletThreadWaitsForAPin() throws Exception { // there is only one
        gateway.nextFaults(Fault.hang());
        CompletableFuture<HttpResponse<String>> pin =
                post("{\"platform\":\"whatsapp\",\"chatId\":\"5511999999999\",\"pinned\":true}");
        await().until(() -> gateway.requests().size() == 1);

        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(pin).isNotDone();
        gateway.release();
        pin.join();
    }

    @Test
    void theHealthIsCamels() throws Exception {
        assertThat(body(get("/actuator/health"))
                        .path("components")
                        .path("camelHealth")
                        .path("status")
                        .asText())
                .isEqualTo("UP");
    }

    private HttpResponse<String> pin(String platform, String chatId, boolean pinned) {
        return post("{\"platform\":\"%s\",\"chatId\":\"%s\",\"pinned\":%s}".formatted(platform, chatId, pinned))
                .join();
    }

    private CompletableFuture<HttpResponse<String>> post(String order) {
        HttpRequest request = HttpRequest.newBuilder(service("/pins"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(service(path)).build(), BodyHandlers.ofString());
    }

    private URI service(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private JsonNode body(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body());
    }
}
