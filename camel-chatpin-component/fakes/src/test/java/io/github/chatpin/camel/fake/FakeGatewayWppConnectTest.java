package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGatewayWppConnectTest {

    private static final String NUMBER = "5511999999999";
    private static final String JID = NUMBER + "@s.whatsapp.net";
    private static final String GROUP = "120363000000000001@g.us";
    private static final String PIN_PATH = "/api/acme/pin-chat";
    private static final String FIXED = "{\"status\":\"success\",\"response\":{\"message\":\"Chat fixed\"}}";
    private static final String CHARSET = "application/json; charset=utf-8";

    private final FakeClock clock = new FakeClock();
    private final PlainClient client = new PlainClient();

    @RegisterExtension
    final FakeGatewayExtension extension =
            new FakeGatewayExtension(FakeGateway.wppConnect().clock(clock));

    @Test
    void answersTheSameToAPinAndAnUnpin() {
        fake().addChat(JID, "Ana");

        assertThat(pinOfType(CHARSET, body(NUMBER, "\"true\"")).raw().body()).isEqualTo(FIXED);
        assertThat(fake().pinnedChats()).containsExactly(JID);
        assertThat(pinOfType(CHARSET, body(NUMBER, "\"false\"")).raw().body()).isEqualTo(FIXED);
        assertThat(fake().pinnedChats()).isEmpty();
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void tellsTheSessionToAPlainContentTypeOnly() {
        fake().addChat(JID, "Ana");

        assertThat(pin(body(NUMBER, "\"true\"")).raw().body())
                .isEqualTo("{\"status\":\"success\",\"response\":{\"message\":\"Chat fixed\"},\"session\":\"acme\"}");
        assertThat(client.postJson(fake().url() + PIN_PATH, "{}").raw().body()).doesNotContain("session\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"TRUE\"", "1", "null"})
    void unpinsUnlessTheStateIsTheTextTrue(String state) {
        fake().pinByHand(JID);

        PlainClient.Reply reply = pin(body(NUMBER, state));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(fake().pinnedChats()).isEmpty();
        assertThat(fake().requests().get(0).apiMethod()).isEqualTo("unpinChat");
        assertThat(fake().violations())
                .containsExactly(
                        "state is neither the text \"true\" nor the text \"false\", and unpins: POST " + PIN_PATH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"phone\":\"5511999999999@c.us\"                                | 5511999999999@s.whatsapp.net",
                "\"phone\":\"+55 11\"                                            | 55 11@s.whatsapp.net",
                "\"phone\":\"5511999999999@s.whatsapp.net\",\"isLid\":false      | 5511999999999@s.whatsapp.net",
                "\"phone\":[\"+5511-99999.9999\"]                                | 5511999999999@s.whatsapp.net",
                "\"phone\":\"120363000000000001\",\"isGroup\":true               | 120363000000000001@g.us",
                "\"phone\":\"120363000000000001@g.us\",\"isGroup\":true          | 120363000000000001@g.us",
                "\"phone\":\"77001@lid\",\"isLid\":true                          | 77001@lid",
                "\"phone\":\"123456789012345@lid\"                               | 123456789012345@lid",
                "\"phone\":\"9001@newsletter\",\"isNewsletter\":true             | 9001@newsletter"
            })
    void buildsTheIdFromFlags(String fields, String jid) {
        String known = jid.replace("55 11@", "5511@");
        fake().addChat(known, "chat");

        pin("{" + fields + ",\"state\":\"true\"}");

        if (jid.equals(known)) {
            assertThat(fake().pinnedChats()).containsExactly(jid);
            assertThat(fake().violations()).isEmpty();
        } else { // blanks stay
            assertThat(fake().pinnedChats()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"phone\":\"120363000000000001@g.us\"                           | 120363000000000001@lid",
                "\"phone\":\"120363000000000001\"                                | 120363000000000001@lid",
                "\"phone\":\"77001@lid\"                                         | 77001@c.us",
                "\"phone\":\"9001@newsletter\"                                   | 9001@c.us",
                "\"phone\":\"5511999999999@c.us\",\"isGroup\":true               | 5511999999999@g.us"
            })
    void takesAnIdForAnotherWhereItsFlagsDoNotFit(String fields, String taken) {
        fake().addChat(taken, "Wrong");

        assertThat(pin("{" + fields + ",\"state\":\"true\"}").status()).isEqualTo(200);

        assertThat(fake().pinnedChats()).containsExactly(taken.replace("@c.us", "@s.whatsapp.net"));
        assertThat(fake().violations()).hasSize(1);
        assertThat(fake().violations().get(0)).startsWith("flags do not fit: ").contains(" is taken for " + taken);
    }

    @Test
    void takesTheTextFalseForTrue() {
        fake().addChat("5511999999999@g.us", "Wrong");

        pin("{\"phone\":\"5511999999999\",\"isGroup\":\"false\",\"state\":\"true\"}");

        assertThat(fake().pinnedChats()).containsExactly("5511999999999@g.us");
        assertThat(fake().violations())
                .containsExactly("isGroup is not a boolean, and counts as true: POST " + PIN_PATH);
    }

    @Test
    void doesNothingForABodyOfNoType() {
        fake().addChat(JID, "Ana");

        PlainClient.Reply reply = pinOfType("text/plain", body(NUMBER, "\"true\""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.raw().body()).isEqualTo(FIXED);
        assertThat(fake().pinnedChats()).isEmpty();
        assertThat(fake().violations()).contains("body is not declared as JSON: POST " + PIN_PATH);
    }

    @Test
    void takesAFormForABody() {
        fake().addChat(JID, "Ana");

        client.postForm(fake().url() + PIN_PATH, "phone=" + NUMBER + "&state=true", bearer());

        assertThat(fake().pinnedChats()).containsExactly(JID);
        assertThat(fake().violations()).containsExactly("body is not declared as JSON: POST " + PIN_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "[]"})
    void doesNothingWithoutAPhone(String phone) {
        assertThat(pin("{\"phone\":" + phone + ",\"state\":\"true\"}").status()).isEqualTo(200);
        assertThat(fake().violations()).containsExactly("no phone, which does nothing: POST " + PIN_PATH);
    }

    @Test
    void stumblesOverANumberThatIsNoText() {
        PlainClient.Reply reply = pin("{\"phone\":5511999999999,\"state\":\"true\"}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("status").asText()).isEqualTo("Disconnected");
        assertThat(fake().violations()).hasSize(1);
    }

    @Test
    void failsForAChatThatIsNotInTheList() {
        PlainClient.Reply reply = pin(body(NUMBER, "\"true\""));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.raw().body())
                .isEqualTo("{\"status\":\"error\",\"message\":\"Error on pin chat\","
                        + "\"error\":{\"name\":\"t\",\"level\":\"error\"},\"session\":\"acme\"}");
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void keepsWhatItHasPinnedOfAListBeforeABadChat() {
        IntStream.of(1, 3).forEach(i -> fake().addChat(NUMBER + i, "chat"));

        PlainClient.Reply reply = pin("{\"phone\":\"%1$s1; %1$s2,%1$s3\",\"state\":\"true\"}".formatted(NUMBER));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(fake().pinnedChats()).containsExactly(NUMBER + "1@s.whatsapp.net");
    }

    @Test
    void pinsAlthoughItSaysThatTheNumberDoesNotExist() {
        fake().addChat(JID, "Ana");
        fake().failLookUps(1);

        PlainClient.Reply reply = pinOfType(CHARSET, body(NUMBER, "\"true\""));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body())
                .isEqualTo("{\"response\":null,\"status\":\"Connected\","
                        + "\"message\":\"O número 5511999999999 não existe.\"}");
        assertThat(fake().pinnedChats()).containsExactly(JID);
    }

    @Test
    void pinsNothingOfAListWithTwoUnknownNumbers() {
        IntStream.rangeClosed(1, 3).forEach(i -> fake().addChat(NUMBER + i, "chat"));
        fake().notOnWhatsApp(NUMBER + "1");
        fake().notOnWhatsApp(NUMBER + "2");

        PlainClient.Reply reply =
                pin("{\"phone\":[\"%1$s1\",\"%1$s2\",\"%1$s3\"],\"state\":\"true\"}".formatted(NUMBER));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(fake().pinnedChats()).isEmpty();
    }

    @Test
    void looksUpNoGroups() {
        fake().addChat(GROUP, "Team");
        fake().failLookUps(1);

        assertThat(pin("{\"phone\":\"" + GROUP + "\",\"isGroup\":true,\"state\":\"true\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asksForTheSessionsToken() {
        String other = fake().addSession("other");

        PlainClient.Reply none = client.postJson(fake().url() + PIN_PATH, "{}");
        PlainClient.Reply noScheme = client.postJson(fake().url() + PIN_PATH, "{}", "Authorization", fake().token());
        PlainClient.Reply others = client.postJson(fake().url() + PIN_PATH, "{}", "Authorization", "Bearer " + other);
        PlainClient.Reply unknown =
                client.postJson(fake().url() + "/api/unknown/pin-chat", "{}", "Authorization", "Bearer " + other);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.raw().body())
                .isEqualTo("{\"message\":\"Token is not present. Check your header and try again\"}");
        assertThat(noScheme.raw().body()).isEqualTo(none.raw().body());
        assertThat(others.status()).isEqualTo(401);
        assertThat(others.raw().body()).isEqualTo("{\"error\":\"Check that the Session and Token are correct\"}");
        assertThat(unknown.raw().body()).isEqualTo(others.raw().body());
    }

    @Test
    void takesATokenAfterAnyWordAndInThePath() {
        fake().addChat(JID, "Ana");
        String body = body(NUMBER, "\"true\"");

        PlainClient.Reply word =
                client.postJson(fake().url() + PIN_PATH, body, "Authorization", "Token " + fake().token());
        PlainClient.Reply path = client.postJson(fake().url() + "/api/acme:" + fake().token() + "/pin-chat", body);

        assertThat(word.status()).isEqualTo(200);
        assertThat(path.status()).isEqualTo(200);
        assertThat(fake().violations()).containsExactly("token in the path: POST /api/acme:***/pin-chat");
        assertThat(fake().requests().get(1).credentials()).isEqualTo(Credentials.PATH);
    }

    @Test
    void takesATokenAsTheServerMadeItAndAsItIsWrittenForAddresses() {
        try (FakeGateway given = FakeGateway.wppConnect().token("a_b-c_d-e").start()) {
            assertThat(client.get(given.url() + "/api/acme/status-session", "Authorization", "Bearer a/b+c/d+e")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersAPageToABodyThatIsNoJson() {
        PlainClient.Reply reply = pin("not json");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTED,    true,  Connected,    CONNECTED",
        "CONNECTING,   false, Disconnected, INITIALIZING",
        "DISCONNECTED, false, Disconnected, CLOSED",
        "LOGGED_OUT,   false, Disconnected, QRCODE"
    })
    void tellsHowASessionIsConnected(InstanceState state, boolean isConnected, String message, String status) {
        fake().addChat(JID, "Ana");
        fake().state("acme", state);

        PlainClient.Reply pin = pinOfType(CHARSET, body(NUMBER, "\"true\""));

        assertThat(get("/api/acme/check-connection-session").raw().body())
                .isEqualTo("{\"status\":" + isConnected + ",\"message\":\"" + message + "\"}");
        assertThat(get("/api/acme/status-session").json().path("status").asText())
                .isEqualTo(status);
        assertThat(pin.status()).isEqualTo(isConnected ? 200 : 404);
        if (!isConnected) {
            assertThat(pin.raw().body())
                    .isEqualTo("{\"response\":null,\"status\":\"Disconnected\","
                            + "\"message\":\"A sessão do WhatsApp não está ativa.\"}");
        }
    }

    @Test
    void listsWhenEachChatWasPinned() {
        fake().addChat(JID, "Ana");
        fake().addChat(GROUP, "Team");
        fake().pinByHand(JID);
        fake().pinByHand(GROUP);
        long now = clock.instant().getEpochSecond();

        PlainClient.Reply reply = list("{}");

        assertThat(reply.json().findValues("pin"))
                .extracting(pin -> pin.asLong())
                .containsExactly(now, now + 1);
        assertThat(reply.json().findValuesAsText("_serialized")).containsExactly("5511999999999@c.us", GROUP);
        assertThat(reply.raw().body()).startsWith("[").contains("\"archive\":false", "\"t\":" + now);
        fake().unpinByHand(JID);
        assertThat(list("{}").json().path(0).path("pin").asLong(-1)).isZero();
        assertThat(fake().violations()).isEmpty();
        list("{\"onlyGroups\":true}");
        assertThat(fake().violations()).hasSize(1);
    }

    @Test
    void tellsItsHealth() {
        PlainClient.Reply reply = client.get(fake().url() + "/healthz");

        assertThat(reply.json().path("message").asText()).isEqualTo("OK");
        assertThat(fake().violations()).isEmpty();
    }

    @Test
    void neverAnswersAGetForItsHealthWithAContentType() {
        CompletableFuture<PlainClient.Reply> reply =
                client.getLater(fake().url() + "/healthz", "Content-Type", "application/json");
        await().until(() -> fake().requests().size() == 1);

        assertThat(client.get(fake().url() + "/healthz").status()).isEqualTo(200);
        assertThat(fake().violations()).hasSize(1).first().asString().contains("content type");
        assertThat(reply).isNotDone();
    }

    @Test
    void mustNotBeAskedToEnd() {
        client.get(fake().url() + "/unhealthy");

        assertThat(fake().violations()).containsExactly("unhealthy ends a real server's process: GET /unhealthy");
    }

    private FakeGateway fake() {
        return extension.fake();
    }

    private static String body(String phone, String state) {
        return "{\"phone\":\"" + phone + "\",\"isGroup\":false,\"state\":" + state + "}";
    }

    private PlainClient.Reply pin(String body) {
        return pinOfType("application/json", body);
    }

    private PlainClient.Reply pinOfType(String type, String body) {
        return client.postOfNoType(fake().url() + PIN_PATH, body, "Content-Type", type, "Authorization", bearer()[1]);
    }

    private PlainClient.Reply list(String body) {
        return client.postJson(fake().url() + "/api/acme/list-chats", body, bearer());
    }

    private PlainClient.Reply get(String path) {
        return client.get(fake().url() + path, bearer());
    }

    private String[] bearer() {
        return new String[] {"Authorization", "Bearer " + fake().token()};
    }
}
