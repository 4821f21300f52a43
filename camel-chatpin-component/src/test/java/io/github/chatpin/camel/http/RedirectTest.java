package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {

    private static final URI ADDRESS = URI.create("https://acme.example");

    private final Redaction redaction = new Redaction(() -> List.of("s3cr3t"));

    @Test
    void namesTheNewHostAndNothingElseOfTheAddress() {
        assertThat(Redirect.message("bitrix24", ADDRESS, to("https://u@new.example/rest/1/s3cr3t/"), redaction))
                .isEqualTo("bitrix24 redirects to new.example (status 302), which is not followed; if it was renamed,"
                        + " configure the new address");
    }

    @Test
    void namesNoHostWhereThereIsNone() {
        for (String location : List.of(
                "https://a b/",
                "",
                " ",
                "/\\\\new.example/x",
                "\\\\\\\\new.example/x",
                "https:///path",
                "https://:80/",
                "mailto:a@b")) {
            assertThat(Redirect.message("bitrix24", ADDRESS, to(location), redaction))
                    .contains("redirects to an unknown host");
        }
        assertThat(Redirect.message("bitrix24", ADDRESS, new UpstreamAnswer(302, Map.of(), new byte[0]), redaction))
                .contains("redirects to an unknown host");
    }

    @ParameterizedTest
    @CsvSource({
        "https://new.bitrix24.com/?u=a b, new.bitrix24.com",
        "https://new.bitrix24.com/x|y, new.bitrix24.com",
        "https://new_portal.bitrix24.com/, new_portal.bitrix24.com",
        "https://b\u00fccher.example/, b\u00fccher.example",
        "//new.bitrix24.com/path, new.bitrix24.com",
        "https://new.bitrix24.com:8443/, new.bitrix24.com",
        "https://[::1]:8443/, [::1]",
        "https://user:pass@new.bitrix24.com/, new.bitrix24.com",
        "https://a@b@new.bitrix24.com/, new.bitrix24.com",
        "https://new.bitrix24.com?u=https://other.example/, new.bitrix24.com",
        "https://new.bitrix24.com\\@other.example/, new.bitrix24.com",
        "https://new.bitrix24.com#f|f, new.bitrix24.com"
    })
    void namesTheHostOfAnAddressThatIsNoStrictUri(String location, String host) {
        assertThat(Redirect.message("bitrix24", ADDRESS, to(location), redaction))
                .contains("redirects to " + host + " (");
    }

    @Test
    void showsOfAHostNeitherSecretsNorLineBreaksNorMoreThanFitsIntoAMessage() {
        assertThat(Redirect.message("bitrix24", ADDRESS, to("https://s3cr3t_.example/"), redaction))
                .contains("redirects to xxxxxx_.example (");
        assertThat(Redirect.message("bitrix24", ADDRESS, to("https://a\u0000b\u0085c/"), redaction))
                .contains("redirects to a b c (");
        assertThat(Redirect.message("bitrix24", ADDRESS, to("https://" + "h_".repeat(5000) + "/"), redaction))
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/login, /login",
        "/, /",
        "?login=yes, /",
        "login.php?back=/rest/, login.php",
        "/closed.php?user=u#top, /closed.php",
        "/a;jsessionid=1/b, /a",
        "/a%3Fb=c, /a",
        "/a%, /a%",
        "/caf%C3%A9+bar, /caf\u00e9+bar",
        "\\closed, \\closed",
        "https://acme.example, /",
        "https://acme.example?licence=1, /",
        "https://acme.example/closed.php, /closed.php",
        "HTTPS://ACME.Example:443/closed.php, /closed.php",
        "https://u:p@acme.example/closed.php, /closed.php",
        "//acme.example/closed.php, /closed.php"
    })
    void namesAPageOfTheSameHostWithoutItsQuery(String location, String page) {
        assertThat(Redirect.message("bitrix24", ADDRESS, to(location), redaction))
                .isEqualTo(
                        "bitrix24 sends to its own page " + page + " (status 302), which is not followed; its licence"
                                + " may have expired, or the site may be closed: open that page in a browser");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.example:8443/x, acme.example",
        "http://acme.example/x, acme.example",
        "https://acme.example.evil.example/x, acme.example.evil.example",
        "https://acme.example@evil.example/x, evil.example"
    })
    void takesNoOtherAddressForTheSame(String location, String host) {
        assertThat(Redirect.message("bitrix24", ADDRESS, to(location), redaction))
                .contains("redirects to " + host + " (");
    }

    @Test
    void knowsTheSameHostByItsPort() {
        URI address = URI.create("http://127.0.0.1:8080");

        assertThat(Redirect.message("bitrix24", address, to("http://127.0.0.1:8080/x"), redaction))
                .contains("its own page /x");
        assertThat(Redirect.message("bitrix24", address, to("http://127.0.0.1/x"), redaction))
                .contains("redirects to 127.0.0.1");
        assertThat(Redirect.message("bitrix24", URI.create("http://[::1]:80"), to("http://[::1]/x"), redaction))
                .contains("its own page /x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/1/s3cr3t/im.recent.pin", "/rest/1/%733cr3t/", "https://acme.example/s3cr3t"})
    void showsOfAPageNeitherSecretsNorMoreThanFitsIntoAMessage(String location) {
        assertThat(Redirect.message("bitrix24", ADDRESS, to(location), redaction))
                .contains("xxxxxx")
                .doesNotContain("s3cr3t")
                .doesNotContain("%733cr3t");
        assertThat(Redirect.message("bitrix24", ADDRESS, to("/" + "p%0A".repeat(5000)), redaction))
                .hasSizeLessThan(450)
                .doesNotContain("\n");
    }

    private static UpstreamAnswer to(String location) {
        return new UpstreamAnswer(302, Map.of("location", location), new byte[0]);
    }
}
