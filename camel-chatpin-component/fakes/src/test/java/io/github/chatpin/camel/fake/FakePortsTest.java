package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FakePortsTest {

    @Test
    void bitrix24ListensWhereItIsTold() throws IOException {
        int http = freePort();
        int https = freePort();

        try (FakeBitrix24 fake =
                FakeBitrix24.builder().port(http).httpsPort(https).start()) {
            assertThat(fake.url()).isEqualTo("http://127.0.0.1:" + http);
            assertThat(fake.httpsUrl()).isEqualTo("https://127.0.0.1:" + https);
        }
    }

    @Test
    void ryzeApiListensWhereItIsTold() throws IOException {
        int http = freePort();
        int https = freePort();

        try (FakeRyzeApi fake =
                FakeRyzeApi.builder().port(http).httpsPort(https).start()) {
            assertThat(fake.url()).isEqualTo("http://127.0.0.1:" + http);
            assertThat(fake.httpsUrl()).isEqualTo("https://127.0.0.1:" + https);
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeBitrix24.builder().port(65_536))
                .withMessage("port must be from 0 to 65535: 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeRyzeApi.builder().httpsPort(-1))
                .withMessage("httpsPort must be from 0 to 65535: -1");
    }

    /** A port that was free a moment ago. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
