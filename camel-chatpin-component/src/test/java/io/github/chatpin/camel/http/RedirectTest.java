package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {

    private final Redaction redaction = new Redaction(() -> List.of("s3cr3t"));

    @Test
    void namesTheNewHostAndNothingElseOfTheAddress() {
        assertThat(Redirect.message("bitrix24", to("https://u@new.example/rest/1/s3cr3t/"), redaction))
                .isEqualTo("bitrix24 redirects to new.example (status 302), which is not followed; if it was renamed,"
                        + " configure the new address");
    }

    @Test
    void namesNoHostWhereThereIsNone() {
        for (String location : List.of("/login", "https://a b/", "", "https:///path", "https://:80/", "mailto:a@b")) {
            assertThat(Redirect.message("bitrix24", to(location), redaction)).contains("redirects to an unknown host");
        }
        assertThat(Redirect.message("bitrix24", new UpstreamAnswer(302, Map.of(), new byte[0]), redaction))
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
        assertThat(Redirect.message("bitrix24", to(location), redaction)).contains("redirects to " + host + " (");
    }

    @Test
    void showsOfAHostNeitherSecretsNorLineBreaksNorMoreThanFitsIntoAMessage() {
        assertThat(Redirect.message("bitrix24", to("https://s3cr3t_.example/"), redaction))
                .contains("redirects to xxxxxx_.example (");
        assertThat(Redirect.message("bitrix24", to("https://a\u0000b\u0085c/"), redaction))
                .contains("redirects to a b c (");
        assertThat(Redirect.message("bitrix24", to("https://" + "h_".repeat(5000) + "/"), redaction))
                .hasSizeLessThan(400);
    }

    @Test
    void isNoReasonToTryAgain() {
        UpstreamUnavailableException failure = Redirect.refused(
                "bitrix24", to("https://new.example"), new Origin("bitrix24", "chat1", 302, null), redaction);

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getStatusCode()).isEqualTo(302);
    }

    private static UpstreamAnswer to(String location) {
        return new UpstreamAnswer(302, Map.of("location", location), new byte[0]);
    }
}
