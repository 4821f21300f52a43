package io.github.chatpin.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What editors complete is what the schema says. */
class CompletionMetadataTest {

    private static final String SCHEMA = "/META-INF/io/github/chatpin/camel/chatpin.json";
    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final boolean UPDATE = Boolean.getBoolean("chatpin.docs.update");
    private static final String PREFIX = "camel.component.chatpin";
    private static final Map<String, String> WRAPPERS = Map.of(
            "boolean", "java.lang.Boolean",
            "int", "java.lang.Integer");

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void editorsCompleteTheSchemasOptions() throws Exception {
        ObjectNode expected = fromSchema();
        if (UPDATE) {
            Files.writeString(METADATA, json.writer(printer()).writeValueAsString(expected) + "\n");
        }

        assertThat(json.readTree(METADATA.toFile()))
                .as(
                        "%s; mvn test -pl camel-chatpin-component -Dtest=CompletionMetadataTest -Dchatpin.docs.update=true"
                                + " writes it",
                        METADATA)
                .isEqualTo(expected);
    }

    @Test
    void noSecretHasADefault() throws Exception {
        JsonNode options = schema().path("componentProperties");

        assertThat(json.readTree(METADATA.toFile()).path("properties"))
                .filteredOn(property -> options.properties().stream()
                        .anyMatch(option -> option.getValue().path("secret").asBoolean()
                                && property.path("name").asText().equals(name(option.getKey()))))
                .hasSize(5)
                .noneMatch(property -> property.has("defaultValue"));
    }

    private ObjectNode fromSchema() throws IOException {
        ObjectNode metadata = json.createObjectNode();
        metadata.putArray("groups").addObject().put("name", PREFIX);
        ArrayNode properties = metadata.putArray("properties");
        ArrayNode hints = metadata.putArray("hints");
        properties
                .addObject()
                .put("name", PREFIX + ".enabled")
                .put("type", "java.lang.Boolean")
                .put("description", "Whether to set the component's options to these properties.")
                .put("defaultValue", true);
        for (Map.Entry<String, JsonNode> option :
                schema().path("componentProperties").properties()) {
            JsonNode facts = option.getValue();
            ObjectNode property = properties
                    .addObject()
                    .put("name", name(option.getKey()))
                    .put("type", type(facts))
                    .put("description", facts.path("description").asText());
            if (facts.has("defaultValue")) {
                property.set("defaultValue", facts.path("defaultValue"));
            }
            if (facts.has("enum")) {
                ArrayNode values =
                        hints.addObject().put("name", name(option.getKey())).putArray("values");
                facts.path("enum").forEach(value -> values.addObject().set("value", value));
            }
        }
        return metadata;
    }

    private JsonNode schema() throws IOException {
        try (InputStream in = getClass().getResourceAsStream(SCHEMA)) {
            return json.readTree(in);
        }
    }

    private static String type(JsonNode facts) {
        if (facts.path("type").asText().equals("duration")) {
            return "java.time.Duration"; // so that an editor takes 2s; the component has milliseconds
        }
        String type = facts.path("javaType").asText();
        return WRAPPERS.getOrDefault(type, type);
    }

    private static String name(String option) {
        return PREFIX + "." + option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }
}
