package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesAccountSourceTest {

    @TempDir
    Path temporary;

    @Test
    void findsTheOptionsOfEachName() {
        AccountSource accounts = new PropertiesAccountSource(Map.of(
                "acme.portalUrl", "https://acme.bitrix24.com",
                "acme.authorizationToken", "1/abc123",
                "globex.portalUrl", "https://globex.bitrix24.com"));

        assertThat(accounts.find("acme"))
                .contains(Map.of("portalUrl", "https://acme.bitrix24.com", "authorizationToken", "1/abc123"));
        assertThat(accounts.find("globex")).contains(Map.of("portalUrl", "https://globex.bitrix24.com"));
    }

    @Test
    void takesWhatFollowsTheLastDotForTheOption() {
        AccountSource accounts = new PropertiesAccountSource(Map.of("acme.bitrix24.com.plan", "enterprise"));

        assertThat(accounts.find("acme.bitrix24.com")).contains(Map.of("plan", "enterprise"));
        assertThat(accounts.find("acme.bitrix24")).isEmpty();
        assertThat(accounts.find("acme")).isEmpty();
    }

    @Test
    void takesBlankForNotSet() {
        Map<String, String> properties =
                new HashMap<>(Map.of("acme.plan", " ", "acme.clientId", "", "acme.token", "t"));
        properties.put("acme.instance", null);

        assertThat(new PropertiesAccountSource(properties).find("acme")).contains(Map.of("token", "t"));
    }

    /** It is there; what it lacks is for the endpoint to say. */
    @Test
    void findsANameOfWhichNothingIsSet() {
        assertThat(new PropertiesAccountSource(Map.of("acme.portalUrl", "")).find("acme"))
                .contains(Map.of());
    }

    /** The endpoint names it in its failure; left out, a slip would look like an option that is missing. */
    @Test
    void givesOptionsThatItDoesNotKnow() {
        assertThat(new PropertiesAccountSource(Map.of("acme.portlUrl", "https://acme.bitrix24.com")).find("acme"))
                .contains(Map.of("portlUrl", "https://acme.bitrix24.com"));
    }

    @Test
    void leavesOutKeysOfNoAccount() {
        AccountSource accounts = new PropertiesAccountSource(Map.of("portalUrl", "https://acme.bitrix24.com"));

        assertThat(accounts.find("")).isEmpty();
        assertThat(accounts.find("portalUrl")).isEmpty();
    }

    @Test
    void knowsTheDefaultsOfProperties() {
        Properties defaults = new Properties();
        defaults.setProperty("acme.plan", "standard");
        defaults.setProperty("acme.portalUrl", "https://acme.bitrix24.com");
        Properties properties = new Properties(defaults);
        properties.setProperty("acme.plan", "enterprise");

        assertThat(new PropertiesAccountSource(properties).find("acme"))
                .contains(Map.of("plan", "enterprise", "portalUrl", "https://acme.bitrix24.com"));
    }

    @Test
    void keepsToWhatThePropertiesSaidWhenItWasMade() {
        Map<String, String> properties = new HashMap<>(Map.of("acme.plan", "standard"));
        AccountSource accounts = new PropertiesAccountSource(properties);

        properties.put("acme.plan", "enterprise");
        properties.put("globex.plan", "enterprise");

        assertThat(accounts.find("acme")).contains(Map.of("plan", "standard"));
        assertThat(accounts.find("globex")).isEmpty();
    }

    @Test
    void cannotBeChangedThroughWhatItGives() {
        AccountSource accounts = new PropertiesAccountSource(Map.of("acme.token", "t"));

        assertThat(accounts.find("acme").orElseThrow()).isUnmodifiable();
    }

    /** The names come from outside. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "acme.",
                ".acme",
                "acme ",
                "ACME",
                "acme.token",
                "*",
                "a%",
                "acme\n",
                "acme\0",
                "\ud800",
                "ácme",
                "acme\u200b",
                "../acme"
            })
    void findsNothingByAStrangeName(String name) throws IOException {
        assertThat(new PropertiesAccountSource(Map.of("acme.token", "t")).find(name))
                .isEmpty();
        assertThat(new PropertiesAccountSource(file("acme.token = t")).find(name))
                .isEmpty();
    }

    @Test
    void findsNothingByAVeryLongName() {
        assertThat(new PropertiesAccountSource(Map.of("acme.token", "t")).find("acme.".repeat(200_000)))
                .isEmpty();
    }

    @Test
    void readsAFileInUtf8() throws IOException {
        Path file = file("# accounts\nаптека.example.instance = Zoë\nаптека.example.token: a=b:c#d\\\\e\\u0021\n");

        assertThat(new PropertiesAccountSource(file).find("аптека.example"))
                .contains(Map.of("instance", "Zoë", "token", "a=b:c#d\\e!"));
    }

    /** As editors on Windows begin a file. */
    @Test
    void readsAFileThatBeginsWithAByteOrderMark() throws IOException {
        assertThat(new PropertiesAccountSource(file("\ufeffacme.token = t")).find("acme"))
                .contains(Map.of("token", "t"));
    }

    @Test
    void findsWhatTheFileSaysNow() throws IOException {
        Path file = file("acme.token = old");
        AccountSource accounts = new PropertiesAccountSource(file);
        assertThat(accounts.find("acme")).contains(Map.of("token", "old"));

        Files.writeString(file, "acme.token = new\nglobex.token = t");
        assertThat(accounts.find("acme")).contains(Map.of("token", "new"));
        assertThat(accounts.find("globex")).contains(Map.of("token", "t"));

        Files.move(Files.writeString(temporary.resolve("next"), ""), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(accounts.find("acme")).isEmpty();
    }

    /** Knowing no account is an answer, and this is none. */
    @Test
    void failsWhileThereIsNoFile() throws IOException {
        Path file = temporary.resolve("accounts.properties");
        AccountSource accounts = new PropertiesAccountSource(file);
        assertThatThrownBy(() -> accounts.find("acme"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(file + " cannot be read");

        file("acme.token = t");
        assertThat(accounts.find("acme")).contains(Map.of("token", "t"));
    }

    @Test
    void failsWhereTheFileIsADirectory() {
        assertThatThrownBy(() -> new PropertiesAccountSource(temporary).find("acme"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void failsWhereTheFileIsInNoUtf8() throws IOException {
        Path file = file("");
        Files.write(file, "acme.token = secret-Zoë".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> new PropertiesAccountSource(file).find("acme"))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("MalformedInputException")
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("secret"));
    }

    @Test
    void failsWhereAnEscapeIsMalformed() throws IOException {
        Path file = file("acme.token = secret\\u12");

        assertThatThrownBy(() -> new PropertiesAccountSource(file).find("acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessage(file + " has a malformed Unicode escape");
    }

    @Test
    void showsNoSecretInItsText() throws IOException {
        assertThat(new PropertiesAccountSource(Map.of("acme.token", "secret")).toString())
                .doesNotContain("secret");
        assertThat(new PropertiesAccountSource(file("acme.token = secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void isMadeByCamelMain() throws Exception {
        Main main = new Main();
        main.addInitialProperty(
                "camel.beans.portals",
                "#class:" + PropertiesAccountSource.class.getName() + "('" + file("acme.token = t") + "')");
        main.start();
        try {
            assertThat(main.lookup("portals", AccountSource.class).find("acme")).contains(Map.of("token", "t"));
        } finally {
            main.stop();
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temporary.resolve("accounts.properties"), text);
    }
}
