package io.github.chatpin.camel.fake.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsWhereAllIsInOneLine() throws Exception {
        assertThat(run("--until-input-ends")).isZero();

        JsonNode line = line();
        assertThat(line.path("bitrix24").fieldNames())
                .toIterable()
                .containsExactly(
                        "url",
                        "httpsUrl",
                        "webhookUrl",
                        "portalUrl",
                        "authorizationToken",
                        "clientId",
                        "clientSecret",
                        "accessToken",
                        "refreshToken",
                        "tokenUrl");
        assertThat(line.path("whatsapp").fieldNames())
                .toIterable()
                .containsExactly("gatewayUrl", "httpsUrl", "instance", "token", "accountToken");
        assertThat(line.path("control").path("url").asText()).startsWith("http://127.0.0.1:");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void writesTheCertificateToAFile() throws Exception {
        run("--until-input-ends");

        assertThat(Files.readString(Path.of(line().path("certificate").asText())))
                .startsWith("-----BEGIN CERTIFICATE-----\n")
                .endsWith("\n-----END CERTIFICATE-----\n");
    }

    @Test
    void printsTheCredentialsThatAreGiven() throws Exception {
        run(
                "--until-input-ends",
                "--webhook-token=7/abcd1234",
                "--client-id=local.mine",
                "--client-secret=my-client-secret",
                "--access-token=my-access-token",
                "--refresh-token=my-refresh-token",
                "--instance=shop",
                "--token=my-instance-token",
                "--account-token=my-account-token");

        assertThat(line().path("bitrix24").path("webhookUrl").asText()).endsWith("/rest/7/abcd1234/");
        assertThat(line().path("bitrix24").toString())
                .contains(
                        "\"authorizationToken\":\"7/abcd1234\"",
                        "\"clientId\":\"local.mine\"",
                        "\"clientSecret\":\"my-client-secret\"",
                        "\"accessToken\":\"my-access-token\"",
                        "\"refreshToken\":\"my-refresh-token\"");
        assertThat(line().path("whatsapp").toString())
                .contains(
                        "\"instance\":\"shop\"",
                        "\"token\":\"my-instance-token\"",
                        "\"accountToken\":\"my-account-token\"");
    }

    @Test
    void printsWhereTheOtherGatewaysAreThatRun() throws Exception {
        run("--until-input-ends", "--gateways=wwebjs,gowa");

        assertThat(line().fieldNames())
                .toIterable()
                .containsExactly("bitrix24", "whatsapp", "gowa", "wwebjs", "control", "certificate");
        assertThat(line().path("gowa").fieldNames())
                .toIterable()
                .containsExactly("gatewayUrl", "httpsUrl", "instance", "token");
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws Exception {
        assertThat(run("--plan=free")).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines()).containsExactly("--plan must be standard or enterprise or unlimited");
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bitrix24-port",
                "--bitrix24-https-port",
                "--ryzeapi-port",
                "--ryzeapi-https-port",
                "--gowa-port",
                "--openwa-port",
                "--wwebjs-port",
                "--wppconnect-port",
                "--control-port"
            })
    void saysThatAPortIsTaken(String option) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int exitCode = run("--until-input-ends", "--gateways=all", option + "=" + taken.getLocalPort());

            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString(UTF_8).lines())
                    .singleElement()
                    .asString()
                    .isEqualTo("cannot start: Failed to bind to /127.0.0.1:" + taken.getLocalPort());
            assertThat(out.toString(UTF_8)).isEmpty();
        }
    }

    @Test
    void listsTheOptionsWithTheirDefaults() throws Exception {
        assertThat(run("--help")).isZero();

        assertThat(out.toString(UTF_8).lines())
                .hasSize(Option.values().length)
                .contains(
                        "--pin-cap=n                           how many dialogs Bitrix24 pins (default: the generation's)");
    }

    /** Standard input ends at once. */
    private int run(String... words) throws Exception {
        return new Main(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(List.of(words));
    }

    private JsonNode line() throws Exception {
        assertThat(out.toString(UTF_8).lines()).hasSize(1);
        return new ObjectMapper().readTree(out.toString(UTF_8));
    }
}
