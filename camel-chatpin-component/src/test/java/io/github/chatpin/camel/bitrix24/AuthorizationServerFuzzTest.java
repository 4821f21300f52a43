package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.fuzz.FailureText;
import io.github.chatpin.camel.fuzz.WireAnswer;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.security.Redaction;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whatever an authorization server answers, it gives usable tokens or a reason without a secret. */
class AuthorizationServerFuzzTest {

    private static final String SECRET = "s3cr3t-code";

    private final AuthorizationServer server = new AuthorizationServer(
            new OAuthClient(
                    Address.parse("portalUrl", "https://acme.bitrix24.com", false),
                    "local.1",
                    SECRET,
                    "refresh-0",
                    URI.create("https://oauth.example/token/"),
                    new MemoryTokenStore()),
            new Redaction(() -> List.of(SECRET)));

    @DictionaryEntries({
        "\"access_token\":",
        "\"refresh_token\":",
        "\"error\":",
        "invalid_grant",
        "true",
        "null",
        "{}",
        "[]",
        "s3cr3t-code",
        "location: https://"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyAnswer(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);

        Optional<OAuthTokens> tokens = server.tokens(answer, "refresh-0");

        tokens.ifPresent(pair -> {
            assertThat(answer.isSuccess()).isTrue();
            assertThat(pair.accessToken()).isNotBlank();
            assertThat(pair.refreshToken()).isNotBlank();
            assertThat(server.request(pair.refreshToken()).uri().getRawQuery()).hasSizeGreaterThan(1);
        });
        Result result = server.withoutTokens(answer);
        if (result instanceof Result.Refused refused) {
            FailureText.check(refused.message(), SECRET);
        } else if (result instanceof Result.Unavailable unavailable) {
            FailureText.check(unavailable.message(), SECRET);
        }
    }
}
