package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, formats and headers. */
class FakeBitrix24HttpTest {

    @RegisterExtension
    static final FakeBitrix24Extension EXTENSION =
            new FakeBitrix24Extension(FakeBitrix24.builder().clock(new FakeClock()));

    private final FakeBitrix24 fake = EXTENSION.fake();
    private final PlainClient client = new PlainClient();
    private final PortalClient portal = new PortalClient(fake, client);

    @ParameterizedTest
    @ValueSource(strings = {"profile/", "profile.json/", "profile.json", "Profile"})
    void servesAMethodBySeveralPaths(String method) {
        assertThat(portal.result(method, "{}").path("ID").asText()).isEqualTo("1");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void servesAnAccessTokensMethodBeforeASlash() {
        PlainClient.Reply reply = client.postJson(fake.url() + "/rest/profile/?auth=" + fake.accessToken(), "{}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void answersXml() {
        PlainClient.Reply reply = portal.call("scope.xml", "{}");

        assertThat(reply.header("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.raw().body())
                .startsWith("<response><result><item>im</item><item>imopenlines</item>")
                .contains(
                        "</result><time><start>1772524800</start>",
                        "<date_start>2026-03-03T11:00:00+03:00</date_start>")
                .endsWith("</time></response>");
    }

    @Test
    void writesTruthAndTextInXmlAsPhpDoes() {
        String pinned = portal.call("im.recent.pin.xml", "{\"DIALOG_ID\":\"chat1\"}")
                .raw()
                .body();
        fake.notMember("chat2");
        String refused = portal.call("im.recent.pin.xml/", "{\"DIALOG_ID\":\"chat2\"}")
                .raw()
                .body();
        String batch = portal.call("batch.xml", "{\"cmd\":{\"1\":\"profile\",\"2\":\"profile\"}}")
                .raw()
                .body();

        assertThat(pinned).startsWith("<response><result>1</result>");
        assertThat(refused).startsWith("<response><result></result>");
        assertThat(batch).startsWith("<response><result><result><item><ID>1</ID><ADMIN>1</ADMIN>");
    }

    @Test
    void writesErrorsInXml() {
        PlainClient.Reply reply = portal.call("im.recent.pin.xml", "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().body())
                .isEqualTo("<response><error>DIALOG_ID_EMPTY</error>"
                        + "<error_description>Dialog ID can&apos;t be empty</error_description></response>");
    }

    @Test
    void letsPagesOfOtherServersCall() {
        assertThat(portal.call("profile", "{}").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(portal.call("no.such.method", "{}").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        fake.nextFaults(Fault.status(500, "{}"));
        assertThat(portal.call("profile", "{}").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    @Test
    void answersBrowsersThatAskBefore() {
        fake.fillBucket(50);

        PlainClient.Reply reply = client.options(portal.url("profile"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.raw().body()).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Headers")).contains("content-type");
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(fake.rejected()).isZero();
        assertThat(fake.bucketLevel()).isEqualTo(50);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void readsABodyOfNoTypeAsAForm() {
        client.postOfNoType(portal.url("im.recent.pin"), "DIALOG_ID=chat1&PIN=Y");

        assertThat(fake.isPinned("chat1")).isTrue();
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void compressesAnswersForClientsThatAskForIt() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(portal.url("profile")).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setReadTimeout(20_000);

        assertThat(connection.getHeaderField("Content-Encoding")).isEqualTo("gzip");
        try (GZIPInputStream body = new GZIPInputStream(connection.getInputStream())) {
            assertThat(new String(body.readAllBytes(), UTF_8)).startsWith("{\"result\":{\"ID\":\"1\"");
        }
        assertThat(portal.call("profile", "{}").header("Content-Encoding")).isEmpty();
    }
}
