package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeHttpsTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().requireHttps(true));

    @Test
    void servesMethods(FakeBitrix24 bitrix24) throws IOException {
        assertThat(pin(bitrix24).getResponseCode()).isEqualTo(200);
        assertThat(bitrix24.isPinned("chat1")).isTrue();
    }

    @Test
    void refusesPlainHttp(FakeBitrix24 bitrix24) {
        PlainClient.Reply reply = new PlainClient().postJson(bitrix24.url() + path(bitrix24), "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("INVALID_REQUEST");
        assertThat(reply.json().path("error_description").asText()).isEqualTo("Https required");
    }

    @Test
    void breaksConnections(FakeBitrix24 bitrix24) {
        bitrix24.failNext(Fault.reset(), 2); // the client itself may repeat the request once

        assertThatThrownBy(() -> pin(bitrix24).getResponseCode()).isInstanceOf(IOException.class);
        assertThat(bitrix24.pinnedDialogs()).isEmpty();
    }

    @Test
    void isKnownUnderBothNamesOfTheMachine(FakeBitrix24 bitrix24) throws IOException {
        String byName = bitrix24.httpsUrl().replace("127.0.0.1", "localhost");

        assertThat(pin(bitrix24, bitrix24.httpsUrl()).getResponseCode()).isEqualTo(200);
        assertThat(pin(bitrix24, byName).getResponseCode()).isEqualTo(200);
    }

    @Test
    void givesItsCertificateToClientsThatTakeAFile(FakeBitrix24 bitrix24) throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(bitrix24.certificate().getBytes(US_ASCII)));
        HttpsURLConnection connection = pin(bitrix24);
        connection.getResponseCode();

        assertThat(connection.getServerCertificates()).containsExactly(certificate);
        assertThat(certificate.getNotAfter()).isAfter("2120-01-01");
    }

    private static HttpsURLConnection pin(FakeBitrix24 bitrix24) throws IOException {
        return pin(bitrix24, bitrix24.httpsUrl());
    }

    private static HttpsURLConnection pin(FakeBitrix24 bitrix24, String origin) throws IOException {
        URI address = URI.create(origin + path(bitrix24));
        HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
        connection.setSSLSocketFactory(bitrix24.sslContext().getSocketFactory());
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setReadTimeout(20_000);
        connection.setDoOutput(true);
        connection.getOutputStream().write("{\"DIALOG_ID\":\"chat1\"}".getBytes(UTF_8));
        return connection;
    }

    private static String path(FakeBitrix24 bitrix24) {
        return "/rest/" + bitrix24.webhookToken() + "/im.recent.pin";
    }
}
