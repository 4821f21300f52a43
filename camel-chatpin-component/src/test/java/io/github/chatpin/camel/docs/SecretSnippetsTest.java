package io.github.chatpin.camel.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What pages, snippets and examples show of secrets can be copied: no token is spoilt by it, and none is printed. */
class SecretSnippetsTest {

    private static final List<String> PLACES = List.of(
            "README.md",
            "docs",
            "camel-chatpin-examples",
            "camel-chatpin-component/src/test/resources/docs",
            "camel-chatpin-component/src/test/java/io/github/chatpin/camel/docs",
            "camel-chatpin-component/src/main/resources/kamelets");

    private static final String OPTION = "\\b(?:accessToken|authorizationToken|clientSecret|refreshToken|token)";
    private static final Pattern IN_AN_ENDPOINT =
            Pattern.compile(OPTION + "(?:=|: ?\"?|\\(\"|\" value=\")(RAW\\()?\\{\\{\\??([^}]+)}}");
    private static final Pattern IN_PROPERTIES =
            Pattern.compile("[a-z0-9]\\.[\\w-]*(?:[Tt]oken|[Ss]ecret) = (RAW\\()?\\{\\{\\??([^}]+)}}");

    @Test
    void endpointsHaveThemInRaw() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<Secret> secrets = secrets(IN_AN_ENDPOINT);
        secrets.forEach(
                secret -> softly.assertThat(secret.isRaw()).as(secret.text()).isTrue());
        softly.assertThat(secrets).hasSizeGreaterThan(50);
        softly.assertAll();
    }

    @Test
    void propertiesHaveThemAsTheyAre() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<Secret> secrets = secrets(IN_PROPERTIES);
        secrets.forEach(
                secret -> softly.assertThat(secret.isRaw()).as(secret.text()).isFalse());
        softly.assertThat(secrets).hasSizeGreaterThan(3);
        softly.assertAll();
    }

    @Test
    void placeholdersHaveNamesThatCamelMainMasks() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Pattern pattern : List.of(IN_AN_ENDPOINT, IN_PROPERTIES)) {
            secrets(pattern).stream()
                    .filter(secret -> !secret.placeholder().startsWith("env:")) // Camel Main does not print those
                    .forEach(secret -> softly.assertThat(SensitiveUtils.containsSensitive(secret.placeholder()))
                            .as(secret.text())
                            .isTrue());
        }
        softly.assertAll();
    }

    private static List<Secret> secrets(Pattern pattern) throws IOException {
        List<Secret> secrets = new ArrayList<>();
        for (String place : PLACES) {
            for (Path file : files(MarkdownPage.ROOT.resolve(place))) {
                Matcher secret = pattern.matcher(Files.readString(file));
                while (secret.find()) {
                    secrets.add(new Secret(file + ": " + secret.group(), secret.group(1) != null, secret.group(2)));
                }
            }
        }
        return secrets;
    }

    private static List<Path> files(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().matches(".*\\.(md|java|xml|ya?ml|properties|cfg)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    /**
     * A placeholder that stands for a secret.
     *
     * @param text        where it is, and what is written there
     * @param isRaw       whether it is in {@code RAW(…)}
     * @param placeholder its name
     */
    private record Secret(String text, boolean isRaw, String placeholder) {}
}
