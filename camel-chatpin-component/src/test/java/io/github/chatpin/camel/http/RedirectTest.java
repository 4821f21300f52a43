package io.github.chatpin.camel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.UpstreamAnswer;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        for (String location : List.of("/login", "https://a b/", "")) {
            assertThat(Redirect.message("bitrix24", to(location), redaction)).contains("redirects to an unknown host");
        }
        assertThat(Redirect.message("bitrix24", new UpstreamAnswer(302, Map.of(), new byte[0]), redaction))
                .contains("redirects to an unknown host");
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
