package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private final Redaction redaction = new Redaction(() -> List.of("s3cr3t", "token"));

    @Test
    void takesSecretsOut() {
        assertThat(redaction.clean("s3cr3t at /rest/1/s3cr3t/x")).isEqualTo("xxxxxx at /rest/1/xxxxxx/x");
    }

    @Test
    void showsNoSecretItself() {
        Redaction.Known known = new Redaction.Known(List.of("s3cr3t"), Pattern.compile("s3cr3t"));

        assertThat(known).asString().doesNotContain("s3cr3t");
    }

    @Test
    void takesEncodedSecretsOut() {
        Redaction encoded = new Redaction(() -> List.of("a+b/c=defg"));

        assertThat(encoded.clean("GET /a%2Bb%2Fc%3Ddefg and a+b/c=defg")).isEqualTo("GET /xxxxxx and xxxxxx");
        assertThat(encoded.clean("GET /a%2bb%2fc%3ddefg and a%2Bb%2fc%3Ddefg")).isEqualTo("GET /xxxxxx and xxxxxx");
        assertThat(encoded.clean("A%2BB%2FC%3DDEFG")).isEqualTo("A%2BB%2FC%3DDEFG");
    }

    @Test
    void takesShortSecretsOutWhereTheyStandAlone() {
        assertThat(new Redaction(() -> List.of("t-1")).clean("Invalid token t-1, not-1"))
                .isEqualTo("Invalid token xxxxxx, not-1");
    }

    @Test
    void takesNothingOutWithoutASecret() {
        assertThat(new Redaction(() -> List.of()).clean("Invalid token")).isEqualTo("Invalid token");
    }

    @Test
    void leavesOrdinaryWordsThatAreTooShortForASecret() {
        assertThat(redaction.clean("Invalid token")).isEqualTo("Invalid token");
    }

    @Test
    void takesTheWholeOfASecretOutThatBeginsLikeAnother() {
        assertThat(new Redaction(() -> List.of("s3cr3t", "s3cr3t-code")).clean("at s3cr3t-code"))
                .isEqualTo("at xxxxxx");
    }

    @Test
    void keepsToOneLineOfBoundedLength() {
        assertThat(redaction.clean("a\r\nb\tc\u0000")).isEqualTo("a  b c ");
        assertThat(redaction.clean("a\u2028b\u2029c\u0085")).isEqualTo("a b c ");
        assertThat(redaction.clean("a".repeat(1000))).hasSize(201).endsWith("…");
    }

    @Test
    void cutsNoCharacterInHalf() {
        String face = new String(Character.toChars(0x1F600));

        assertThat(redaction.clean("a".repeat(199) + face + "b")).isEqualTo("a".repeat(199) + "…");
        assertThat(redaction.clean("a".repeat(198) + face + "b")).isEqualTo("a".repeat(198) + face + "…");
    }

    @Test
    void keepsATextOfTheLongestLengthWhole() {
        assertThat(redaction.clean("a".repeat(200))).isEqualTo("a".repeat(200));
    }

    @Test
    void takesASecretOfSixCharactersOutWhereverItStands() {
        assertThat(new Redaction(() -> List.of("abcdef")).clean("xabcdefx")).isEqualTo("xxxxxxxx");
    }

    @Test
    void describesAFailureByItsKindAndItsCleanedMessage() {
        assertThat(redaction.describe(new IOException("at s3cr3t"))).isEqualTo("IOException: at xxxxxx");
        assertThat(redaction.describe(new IOException())).isEqualTo("IOException");
    }

    @Test
    void knowsNothingOfNothing() {
        assertThat(redaction.clean(null)).isNull();
    }

    @Test
    void findsSecretsInCausesAndWhatTheySuppressed() {
        IOException clean = new IOException("reset", new IOException("by peer"));
        assertThat(redaction.isClean(clean)).isTrue();

        clean.getCause().addSuppressed(new IOException("POST /rest/1/s3cr3t"));
        assertThat(redaction.isClean(clean)).isFalse();
    }

    @Test
    void looksAtEachCauseOnceThoughTheyFormACircle() {
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);
        one.addSuppressed(other);
        other.addSuppressed(one);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redaction.isClean(one)))
                .isTrue();

        other.addSuppressed(new IOException("s3cr3t"));
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redaction.isClean(one)))
                .isFalse();
    }

    @Test
    void looksAtEachCauseOfALongChain() {
        Exception failure = new IOException("s3cr3t");
        for (int i = 0; i < 100_000; i++) {
            Exception next = new IOException("again");
            next.addSuppressed(failure);
            failure = next;
        }

        assertThat(redaction.isClean(failure)).isFalse();
    }
}
