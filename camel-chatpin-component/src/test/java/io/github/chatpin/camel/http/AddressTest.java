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
    @CsvSource({
        "https://портал.рф, https://xn--80awhdgm.xn--p1ai, xn--80awhdgm.xn--p1ai:443",
        "HTTPS://ПОРТАЛ.РФ:8443/, https://xn--80awhdgm.xn--p1ai:8443, xn--80awhdgm.xn--p1ai:8443",
        "https://портал。рф, https://xn--80awhdgm.xn--p1ai, xn--80awhdgm.xn--p1ai:443",
        "https://портал．рф, https://xn--80awhdgm.xn--p1ai, xn--80awhdgm.xn--p1ai:443",
        "https://bitrix.Acme.РФ, https://bitrix.acme.xn--p1ai, bitrix.acme.xn--p1ai:443",
        "https://Bücher.example, https://xn--bcher-kva.example, xn--bcher-kva.example:443",
        "https://bu\u0308cher.example, https://xn--bcher-kva.example, xn--bcher-kva.example:443",
        "https://чат.xn--p1ai, https://xn--80a0bn.xn--p1ai, xn--80a0bn.xn--p1ai:443",
        "https://チャット.jp, https://xn--7ckep0i.jp, xn--7ckep0i.jp:443",
        "https://ａｃｍｅ.example, https://acme.example, acme.example:443",
        "https://acme\u00ad.example, https://acme.example, acme.example:443",
        "http://чат.localhost, http://xn--80a0bn.localhost, xn--80a0bn.localhost:80",
        "http://１２７.0.0.1:8080, http://127.0.0.1:8080, 127.0.0.1:8080",
        "'\ufeffhttps://acme.example\u00a0', https://acme.example, acme.example:443"
    })
    void mayHaveAHostInAnyScript(String written, String shown, String authority) {
        Address address = Address.parse("gatewayUrl", written, false);

        assertThat(address).hasToString(shown);
        assertThat(address.authority()).isEqualTo(authority);
        assertThat(address.resolve("/rest/x").getHost()).isEqualTo(address.host());
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
    void mayHaveAHostInAnyScriptBeforeAPath() {
        assertThat(Address.parseWithPath("tokenUrl", "https://Портал.рф:8443/oauth/token/", false))
                .isEqualTo(URI.create("https://xn--80awhdgm.xn--p1ai:8443/oauth/token/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://straße.example", // strasse.example to some, another host to others
                "https://εύρος.example",
                "https://a\u200db.example",
                "https://acme／x.example",
                "https://acme＠x.example",
                "https://℀.example",
                "https://⒈example.рф",
                "https://.рф",
                "https://портал..рф",
                "https://пор\u202eтал.рф",
                "https://портал%2e.рф",
                "https://портал.рф:порт",
                "https://acme.\ud83d\ude00"
            })
    void refusesAHostThatNotAllReadAlike(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, true))
                .withMessage(
                        "portalUrl: names no valid host; write a host that is not in ASCII in its ASCII form, which"
                                + " begins with xn--")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://ваня@портал.рф", "https://портал.рф/x", "https://портал.рф?x", "https://портал.рф#x"})
    void hasNothingBesideAHostInAnyScript(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, true))
                .withMessage("portalUrl: must be scheme, host and port alone, without user, path or query");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ryze_api.localhost",
                "https://ryze_api",
                "https://ryze_api:8443/",
                "https://_acme.example",
                "https://acme_.example",
                "https://acme.example_",
                "https://моя_компания.рф",
                "https://u_v@ryze_api"
            })
    void saysWhatIsWrongWithAnUnderscore(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("gatewayUrl", written, true))
                .withMessage(
                        "gatewayUrl: names no valid host: a host's name has no _; give the host another name, such as"
                                + " an alias with - instead, or write its IP address")
                .withNoCause();
    }

    @Test
    void saysNothingOfAnUnderscoreElsewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("gatewayUrl", "https://u_v@-acme", true))
                .withMessage("gatewayUrl: names no valid host");
        assertThat(Address.parseWithPath("tokenUrl", "https://acme.example/a_b", false))
                .isEqualTo(URI.create("https://acme.example/a_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.bitrix24.com/rest/1/s3cr3t/", "https://портал.рф/rest/1/s3cr3t/"})
    void saysWhereAWholeWebhookUrlBelongs(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse("portalUrl", written, false))
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
