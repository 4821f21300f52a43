package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.fuzz.FailureText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever the secrets are and wherever they stand, cleaned text does not have them. */
class RedactionFuzzTest {

    private static final int LONG_ENOUGH = 6; // shorter ones are taken out only where they stand alone

    @FuzzTest(maxDuration = "10m")
    void takesAnySecretOutOfAnyText(FuzzedDataProvider data) {
        String first = secret(data);
        String second = secret(data);
        boolean isEncoded = data.consumeBoolean();
        String before = data.consumeString(300);
        String between = data.consumeString(20);
        String after = data.consumeRemainingAsString();
        Redaction redaction = new Redaction(() -> List.of(first, second));
        String text = before + written(first, isEncoded) + between + written(second, isEncoded) + after;

        String cleaned = redaction.clean(text);

        FailureText.check(cleaned, first);
        FailureText.check(cleaned, second);
        assertThat(cleaned.length()).isLessThanOrEqualTo(201);
        assertThat(redaction.isClean(new IllegalStateException(text))).isFalse();
        assertThat(redaction.describe(new IllegalStateException(text))).doesNotContain(first, second);
    }

    /** As credentials are: of printable characters; without an x, or the mask could complete one. */
    private static String secret(FuzzedDataProvider data) {
        String text =
                data.consumeAsciiString(24).replaceAll("[^\\x21-\\x7e]", "_").replace('x', '_');
        return text.length() < LONG_ENOUGH ? "s3cr3t" + text : text;
    }

    private static String written(String secret, boolean isEncoded) {
        return isEncoded ? URLEncoder.encode(secret, StandardCharsets.UTF_8) : secret;
    }
}
