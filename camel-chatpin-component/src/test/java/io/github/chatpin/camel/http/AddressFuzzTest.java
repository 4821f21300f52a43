package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/** An address is what its text says and nothing more, or is refused without repeating it. */
class AddressFuzzTest {

    private static final String OPTION = "portalUrl";

    @DictionaryEntries({
        "https://",
        "http://",
        "localhost",
        "127.0.0.1",
        "[::1]",
        ":443",
        "@",
        "/rest/1/abc",
        "%41",
        "\\xD0\\xBF\\xD0\\xBE",
        "\\xE3\\x80\\x82",
        "\\xEF\\xBC\\x8F",
        "xn--",
        "_",
        "\\\\"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyText(byte[] input) throws UnknownHostException {
        String written = new String(input, StandardCharsets.UTF_8);
        address(written);
        path(written);
    }

    private static void address(String written) throws UnknownHostException {
        Address address;
        try {
            address = Address.parse(OPTION, written, false);
        } catch (IllegalArgumentException refused) {
            check(refused);
            return;
        }
        assertThat(Address.parse(OPTION, address.toString(), false)).isEqualTo(address);
        URI uri = address.resolve("/rest/profile");
        assertThat(uri.getScheme()).isEqualTo(address.scheme());
        assertThat(uri.getHost()).isEqualTo(address.host()).matches("[\\p{ASCII}&&[^A-Z_]]+");
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(uri.getRawPath()).isEqualTo("/rest/profile");
        assertThat(address.port()).isBetween(1, 65_535);
        if (address.scheme().equals("http")) {
            assertThat(isThisMachine(address.host())).as(address.host()).isTrue();
        }
    }

    private static void path(String written) {
        URI uri;
        try {
            uri = Address.parseWithPath(OPTION, written, true);
        } catch (IllegalArgumentException refused) {
            check(refused);
            return;
        }
        assertThat(uri.getHost()).isNotEmpty();
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(uri.getRawQuery()).isNull();
        assertThat(Address.parseWithPath(OPTION, uri.toString(), true)).isEqualTo(uri);
    }

    /** Numbers are not looked up by name, so no name server is asked. */
    private static boolean isThisMachine(String host) throws UnknownHostException {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress();
    }

    private static void check(IllegalArgumentException refused) {
        assertThat(refused.getMessage()).startsWith(OPTION + ": ");
        assertThat(refused.getCause()).isNull();
    }
}
