package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://acme.bitrix24.com, https://acme.bitrix24.com, acme.bitrix24.com:443",
        "HTTPS://Acme.Bitrix24.COM/, https://acme.bitrix24.com, acme.bitrix24.com:443",
        "https://acme.bitrix24.com:443//, https://acme.bitrix24.com, acme.bitrix24.com:443",
        "' https://acme.example:1 ', https://acme.example:1, acme.example:1",
        "https://acme.example:65535, https://acme.example:65535, acme.example:65535",
        "https://acme.example:80, https://acme.example:80, acme.example:80",
        "http://localhost, http://localhost, localhost:80",
        "http://localhost:443, http://localhost:443, localhost:443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://portal.localhost, http://portal.localhost, portal.localhost:80",
        "http://[::1]:8080, http://[::1]:8080, [::1]:8080"
    })
    void isSchemeHostAndPort(String written, String shown, String authority) {
        Address address = Address.parse("portalUrl", written, false);

        assertThat(address).hasToString(shown);
        assertThat(address.authority()).isEqualTo(authority);
        assertThat(address.resolve("/rest/x")).isEqualTo(URI.create(shown + "/rest/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', is required",
        "' ', is required",
        ", is required",
        "acme.bitrix24.com, must begin with https://",
        "ftp://acme.bitrix24.com, must begin with https://",
        "mailto:a@b.example, must begin with https://",
        "https:acme, must begin with https://",
        "https:///x, names no valid host",
        "https://acme_portal, names no valid host",
        "https://a b, is not a valid address",
        "https://acme.example:0, has a port that is not 1 to 65535",
        "https://acme.example:65536, has a port that is not 1 to 65535",
        "https://acme.example/x, 'must be scheme, host and port alone, without user, path or query'",
        "https://acme.example?x, 'must be scheme, host and port alone, without user, path or query'",
        "https://acme.example#x, 'must be scheme, host and port alone, without user, path or query'",
        "https://u@acme.example, 'must be scheme, host and port alone, without user, path or query'",
    })
    void isNothingElse(String written, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, true))
                .withMessage("portalUrl: " + why)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https%3A%2F%2Facme.example",
                "https%3a%2f%2facme.example",
                " https%3A%2F%2Facme.example%2F ",
                "HTTPS%3A%2F%2Facme.example%3A8443",
                "http%3A%2F%2F127.0.0.1%3A8080",
                "https%3A//acme.example",
                "https:%2F%2Facme.example",
                "https:/%2Facme.example",
                "https%253A%252F%252Facme.example",
                "https%3A%2F%2Facme.example%2Frest%2F1%2Fs3cr3t%2F",
                "https%3A%2F%2Fuser%3As3cr3t%40acme.example",
                "https%3A%2F%2F",
                "https%3A%2F%2Facme.example\n",
                "acme.example%2F",
                "%7B%7Bbitrix24.url%7D%7D"
            })
    void saysThatItIsPercentEncodedAsInAPipe(String written) {
        String why = "is percent-encoded; write it as it is, and in a Pipe, whose values Camel encodes, inside RAW(…)";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, true))
                .withMessage("portalUrl: " + why)
                .withNoCause();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parseWithPath("tokenUrl", written, true))
                .withMessage("tokenUrl: " + why)
                .withNoCause();
    }

    @Test
    void saysWhereAWholeWebhookUrlBelongs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", "https://acme.bitrix24.com/rest/1/s3cr3t/", false))
                .withMessageContaining("authorizationToken")
                .withMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://acme.example", "http://127.0.0.1.example", "http://localhost.example", "http://[::2]"})
    void isInsecureOnlyWhereThatIsAllowed(String written) {
        assertThat(Address.parse("portalUrl", written, true)).hasToString(written);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, false))
                .withMessageContaining("allowInsecure=true");
    }

    @Test
    void mayHaveAPathWhereThatIsAsked() {
        assertThat(Address.parseWithPath("tokenUrl", "https://OAuth.example:443/oauth/token/", false))
                .isEqualTo(URI.create("https://oauth.example/oauth/token/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://u@oauth.example/t", "https://oauth.example/t?a", "https://oauth.example/t#a"})
    void hasNoUserOrQueryBesideThePath(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parseWithPath("tokenUrl", written, false))
                .withMessage("tokenUrl: must be scheme, host, port and path alone, without user or query");
    }
}
