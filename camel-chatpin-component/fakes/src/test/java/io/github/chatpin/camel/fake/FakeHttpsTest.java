package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
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

    private static HttpsURLConnection pin(FakeBitrix24 bitrix24) throws IOException {
        URI address = URI.create(bitrix24.httpsUrl() + path(bitrix24));
        HttpsURLConnection connection = (HttpsURLConnection) address.toURL().openConnection();
        connection.setSSLSocketFactory(bitrix24.sslContext().getSocketFactory());
        connection.setHostnameVerifier((host, session) -> true);
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
