package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeRyzeApiTest {

    private static final String NUMBER = "5511999999999";

    private final FakeClock clock = new FakeClock();
    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeRyzeApiExtension extension = new FakeRyzeApiExtension(
            FakeRyzeApi.builder().clock(clock).limit(5, Duration.ofMinutes(1)).windowPhase(Duration.ofMillis(7500)));

    @Test
    void pins(FakeRyzeApi ryze) {
        PlainClient.Reply reply = pin(NUMBER, true);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString())
                .isEqualTo("{\"success\":true,\"message\":\"Chat pinned successfully\","
                        + "\"chat_jid\":\"5511999999999@s.whatsapp.net\",\"pinned\":true}");
        assertThat(ryze.pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
    }

    @Test
    void unpins() {
        pin(NUMBER, true);

        PlainClient.Reply reply = pin(NUMBER, false);

        assertThat(reply.json().path("message").asText()).isEqualTo("Chat unpinned successfully");
        assertThat(fake().pinnedChats()).isEmpty();
    }

    @Test
    void answersTheCanonicalJid() {
        fake().canonicalJid(NUMBER, "551199999999@s.whatsapp.net");

        assertThat(pin(NUMBER, true).json().path("chat_jid").asText()).isEqualTo("551199999999@s.whatsapp.net");
        assertThat(pin("120363@g.us", true).json().path("chat_jid").asText()).isEqualTo("120363@g.us");
    }

    @Test
    void refusesAFourthPin() {
        IntStream.rangeClosed(1, 3).forEach(i -> pin(NUMBER + i, true));

        PlainClient.Reply reply = pin(NUMBER, true);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.message()).contains("maximum number of pinned chats");
        assertThat(fake().pinnedChats()).hasSize(3);
        assertThat(pin(NUMBER + 1, true).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json                              | Invalid request body: not a JSON object",
                "{\"pin\":true}                        | Number is required",
                "{\"number\":\"\",\"pin\":true}        | Number is required",
                "{\"number\":551199,\"pin\":true}      | Invalid request body: number must be a string",
                "{\"number\":\"551199\"}               | Invalid request body: pin is required",
                "{\"number\":\"551199\",\"pin\":\"Y\"} | Invalid request body: pin must be a boolean"
            })
    void refusesABodyOfTheWrongTypes(String body, String message) {
        PlainClient.Reply reply = client.postJson(pinUrl(fake().instance()), body, "token", fake().token());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo(message);
    }

    @Test
    void takesEachInstancesOwnTokenAndTheAccounts() {
        String otherToken = fake().addInstance("other");

        assertThat(pin("other", otherToken).status()).isEqualTo(200);
        assertThat(pin("other", fake().accountToken()).status()).isEqualTo(200);
        assertThat(pin("other", fake().token()).status()).isEqualTo(403);
        assertThat(pin("other", "wrong").message()).isEqualTo("Invalid token");
        assertThat(fake().pinnedChats("other")).hasSize(1);
        assertThat(fake().pinnedChats()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void takesABearerToken(String scheme) {
        PlainClient.Reply reply = client.postJson(
                pinUrl(fake().instance()), body(NUMBER, true), "Authorization", scheme + fake().token());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(fake().requests().get(0).credentials()).isEqualTo(Credentials.BEARER);
        assertThat(fake().requests().toString()).doesNotContain(fake().token());
    }

    @Test
    void knowsNoOtherInstances() {
        assertThat(pin("unknown", fake().accountToken()).message()).isEqualTo("Instance not found");
        assertThat(pin("", fake().accountToken()).message()).isEqualTo("Instance name is required");
    }

    @Test
    void refusesWhileDisconnected() {
        fake().disconnect(fake().instance());

        PlainClient.Reply reply = pin(NUMBER, true);
        fake().connect(fake().instance());

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.message()).isEqualTo("Instance is not connected to WhatsApp");
        assertThat(pin(NUMBER, true).status()).isEqualTo(200);
    }

    @Test
    void refusesChangesThatOverlap() {
        fake().latency(Duration.ofMinutes(10));

        CompletableFuture<PlainClient.Reply> one = pinLater(NUMBER);
        CompletableFuture<PlainClient.Reply> other = pinLater(NUMBER + 1);
        PlainClient.Reply firstAnswered = PlainClient.join(one.applyToEither(other, reply -> reply));

        assertThat(firstAnswered.status()).isEqualTo(409);
        assertThat(firstAnswered.message()).isEqualTo("conflict: app state version mismatch");
        assertThat(fake().conflicts()).isEqualTo(1);
    }

    @Test
    void takesItsTimeForAChange() {
        fake().latency(Duration.ofMillis(20));

        assertThat(pin(NUMBER, true).status()).isEqualTo(200);
        assertThat(pin(NUMBER, false).status()).isEqualTo(200);
        assertThat(fake().conflicts()).isZero();
    }

    @Test
    void countsRequestsInFixedWindows() {
        clock.set(clock.instant().plusMillis(7499));
        fake().consume(fake().token(), 4);

        PlainClient.Reply last = pin(NUMBER, true);
        PlainClient.Reply rejected = pin(NUMBER, true);
        clock.advance(Duration.ofMillis(1));
        PlainClient.Reply next = pin(NUMBER, true);

        assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(rejected.status()).isEqualTo(429);
        assertThat(rejected.message()).isEqualTo("Rate limit exceeded. Try again later.");
        assertThat(rejected.header("X-RateLimit-Limit")).isEqualTo("5");
        assertThat(Long.parseLong(rejected.header("X-RateLimit-Reset")))
                .isEqualTo(clock.instant().plusMillis(500).getEpochSecond());
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.header("X-RateLimit-Remaining")).isEqualTo("4");
        assertThat(fake().rejected()).isEqualTo(1);
    }

    @Test
    void listsTheNamedInstance() {
        fake().addInstance("other");
        fake().disconnect("other");

        PlainClient.Reply reply = list("?instanceName=other");

        assertThat(reply.json().path("message").asText()).isEqualTo("1 Instance found");
        assertThat(reply.json().path("instances").toString())
                .isEqualTo("[{\"name\":\"other\",\"connection\":"
                        + "{\"state\":\"disconnected\",\"numberJid\":\"5511900000000@s.whatsapp.net\"}}]");
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void listsSeveralInstancesAndLeavesOutUnknownNames() {
        fake().addInstance("other");

        assertThat(names(list("?instanceName=other,acme,unknown"))).containsExactly("acme", "other");
        assertThat(list("?instanceName=unknown").message()).isEqualTo("Instance not found");
    }

    @Test
    void listsToAnInstancesOwnTokenThatInstanceOnly() {
        String otherToken = fake().addInstance("other");

        PlainClient.Reply reply =
                client.get(fake().url() + "/api/instance/list?instanceName=acme", "token", otherToken);

        assertThat(names(reply)).containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource({"CONNECTED,connected", "CONNECTING,connecting", "DISCONNECTED,disconnected", "LOGGED_OUT,loggedout"})
    void tellsHowAnInstanceIsConnected(InstanceState state, String wireName) {
        fake().state(fake().instance(), state);

        JsonNode connection =
                list("?instanceName=acme").json().path("instances").path(0).path("connection");

        assertThat(connection.path("state").asText()).isEqualTo(wireName);
        assertThat(connection.path("numberJid").isNull()).isEqualTo(state == InstanceState.LOGGED_OUT);
        assertThat(pin(NUMBER, true).status()).isEqualTo(state == InstanceState.CONNECTED ? 200 : 503);
    }

    @Test
    void dropsTheOldestPinForAFourthOnDemand() {
        try (FakeRyzeApi ryze = FakeRyzeApi.builder().dropsOldestPin(true).start()) {
            IntStream.rangeClosed(1, 4).forEach(i -> assertThat(client.postJson(
                                    ryze.url() + "/api/chat/pinChat/acme",
                                    body(NUMBER + i, true),
                                    "token",
                                    ryze.token())
                            .json()
                            .path("pinned")
                            .asBoolean())
                    .isTrue());

            assertThat(ryze.pinnedChats())
                    .containsExactly(
                            NUMBER + "4@s.whatsapp.net", NUMBER + "3@s.whatsapp.net", NUMBER + "2@s.whatsapp.net");
        }
    }

    @Test
    void recordsWhatACorrectClientDoesNotSend() {
        list("?instanceName=");
        client.postJson(pinUrl("acme"), "{\"number\":\"551199\",\"pin\":true,\"chat\":1}", "token", fake().token());
        client.postJson(fake().url() + "/api/chat/pins/acme", "{}", "token", fake().token());

        assertThat(fake().violations())
                .containsExactly(
                        "empty instanceName, which lists the whole account: GET /api/instance/list",
                        "unknown field chat: POST /api/chat/pinChat/acme",
                        "unknown path: POST /api/chat/pins/acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat/pinChat", "/api/chat/pin"})
    void servesBothPathsOfTheVendorsPages(String path) {
        assertThat(pinAt(fake(), path).status()).isEqualTo(200);
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void servesOnlyThePathThatIsSet() {
        try (FakeRyzeApi older = FakeRyzeApi.builder().pinPath("/api/chat/pin").start()) {
            assertThat(pinAt(older, "/api/chat/pin").status()).isEqualTo(200);
            assertThat(pinAt(older, "/api/chat/pinChat").status()).isEqualTo(404);
        }
    }

    private PlainClient.Reply pinAt(FakeRyzeApi ryze, String path) {
        return client.postJson(ryze.url() + path + "/acme", body(NUMBER, true), "token", ryze.token());
    }

    private static List<String> names(PlainClient.Reply reply) {
        return reply.json().path("instances").findValuesAsText("name");
    }

    private FakeRyzeApi fake() {
        return extension.fake();
    }

    private PlainClient.Reply pin(String number, boolean pin) {
        return client.postJson(pinUrl(fake().instance()), body(number, pin), "token", fake().token());
    }

    private CompletableFuture<PlainClient.Reply> pinLater(String number) {
        return client.postJsonLater(pinUrl(fake().instance()), body(number, true), "token", fake().token());
    }

    private PlainClient.Reply pin(String instance, String token) {
        return client.postJson(pinUrl(instance), body(NUMBER, true), "token", token);
    }

    private PlainClient.Reply list(String query) {
        return client.get(fake().url() + "/api/instance/list" + query, "token", fake().accountToken());
    }

    private String pinUrl(String instance) {
        return fake().url() + "/api/chat/pinChat/" + instance;
    }

    private static String body(String number, boolean pin) {
        return "{\"number\":\"" + number + "\",\"pin\":" + pin + "}";
    }
}
