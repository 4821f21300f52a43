package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.StringHelper;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Camel masks by name what it prints: a secret option needs a name that is on its list. */
class SecretNamesTest {

    private static final Path SCHEMA = Path.of("src/generated/resources/META-INF/io/github/chatpin/camel/chatpin.json");
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Path KAMELETS = Path.of("src/main/resources/kamelets");
    private static final String COMPONENT = "camel.component.chatpin.";
    private static final JsonMapper JSON = new JsonMapper();

    /** The keys of all secrets, as they are written in configurations. */
    static List<String> secrets() throws IOException {
        List<String> secrets = new ArrayList<>();
        for (String option : secretOptions()) {
            secrets.add(option);
            secrets.add(COMPONENT + option);
        }
        for (Path file : kamelets()) {
            String name = file.getFileName().toString().replace(".kamelet.yaml", "");
            properties(file).properties().stream()
                    .filter(property ->
                            property.getValue().path("format").asText().equals("password"))
                    .forEach(property -> secrets.add("camel.kamelet." + name + "." + property.getKey()));
        }
        for (JsonNode property : JSON.readTree(METADATA.toFile()).path("properties")) {
            String name = property.path("name").asText();
            if (secretOptions().contains(StringHelper.dashToCamelCase(name.substring(COMPONENT.length())))) {
                secrets.add(name);
            }
        }
        return secrets;
    }

    @Test
    void theseAreAll() throws IOException {
        assertThat(secretOptions())
                .containsExactly("accessToken", "authorizationToken", "clientSecret", "refreshToken", "token")
                .isEqualTo(secretOptions("componentProperties"));
        assertThat(secrets())
                .contains("camel.kamelet.chatpin-bitrix24-sink.authorizationToken")
                .contains("camel.kamelet.chatpin-whatsapp-sink.token")
                .contains(COMPONENT + "client-secret")
                .hasSize(5 + 5 + 6 + 5);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void camelMainMasksItInItsSummaries(String key) {
        assertThat(SensitiveUtils.containsSensitive(key)).isTrue();
        assertThat(SensitiveUtils.containsSensitive(StringHelper.camelCaseToDash(key)))
                .as("in kebab case")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void camelMasksItInUris(String key) {
        String option = key.substring(key.lastIndexOf('.') + 1);

        assertThat(URISupport.sanitizeUri("chatpin:x?" + option + "=abc123&pinned=true"))
                .isEqualTo("chatpin:x?" + option + "=xxxxxx&pinned=true");
    }

    /** Such as an API key that is not declared as a secret. */
    @Test
    void whatIsCalledLikeASecretIsOne() throws IOException {
        Set<String> called = options("properties").stream()
                .filter(name ->
                        name.toLowerCase(Locale.ROOT).matches(".*(token|secret|password|key|credential|code).*"))
                .collect(Collectors.toCollection(TreeSet::new));

        called.removeAll(Set.of("tokenUrl", "tokenStore"));
        assertThat(called).isEqualTo(secretOptions());
    }

    private static TreeSet<String> secretOptions() throws IOException {
        return secretOptions("properties");
    }

    private static TreeSet<String> secretOptions(String section) throws IOException {
        JsonNode options = JSON.readTree(SCHEMA.toFile()).path(section);
        return options(section).stream()
                .filter(name -> options.path(name).path("secret").asBoolean())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> options(String section) throws IOException {
        return JSON.readTree(SCHEMA.toFile()).path(section).properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<Path> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(KAMELETS)) {
            return files.sorted().toList();
        }
    }

    private static JsonNode properties(Path kamelet) throws IOException {
        Load yaml = new Load(LoadSettings.builder().build());
        JsonNode read = JSON.valueToTree(yaml.loadFromString(Files.readString(kamelet)));
        return read.path("spec").path("definition").path("properties");
    }
}
