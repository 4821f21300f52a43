package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster takes the kamelets: they are what the custom resource definition of Camel's kamelets says. */
class KameletDefinitionTest {

    private static final JsonSchema DEFINITION = definition();

    static List<String> kamelets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/kamelets"))) {
            return files.map(file -> "kamelets/" + file.getFileName()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void eachKameletIsValid(String kamelet) {
        assertThat(DEFINITION.validate(YamlResource.read(kamelet))).isEmpty();
    }

    @Test
    void aFieldThatAClusterWouldDropIsTold() throws IOException {
        JsonNode kamelet = YamlResource.read(kamelets().get(0));
        ((ObjectNode) kamelet.path("spec").path("definition")).put("titel", "Pins");

        assertThat(DEFINITION.validate(kamelet))
                .singleElement()
                .extracting(ValidationMessage::getMessage)
                .asString()
                .startsWith("$.spec.definition: property 'titel'");
    }

    @Test
    void aFieldOfTheWrongTypeIsTold() throws IOException {
        JsonNode kamelet = YamlResource.read(kamelets().get(0));
        ((ObjectNode) kamelet.path("spec")).put("dependencies", "camel:core");

        assertThat(DEFINITION.validate(kamelet))
                .singleElement()
                .extracting(ValidationMessage::getMessage)
                .asString()
                .startsWith("$.spec.dependencies: string found, array expected");
    }

    private static JsonSchema definition() {
        JsonNode definition = YamlResource.read("camel.apache.org_kamelets.yaml");
        JsonNode schema = definition
                .path("spec")
                .path("versions")
                .valueStream()
                .filter(version -> version.path("name").asText().equals("v1"))
                .findFirst()
                .orElseThrow()
                .path("schema")
                .path("openAPIV3Schema");
        close(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
    }

    /** Lets no object have a field that the schema does not name: a cluster drops such silently. */
    private static void close(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        if (schema.has("properties")
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            ((ObjectNode) schema).put("additionalProperties", false);
        }
        schema.path("properties").forEach(KameletDefinitionTest::close);
        close(schema.path("additionalProperties"));
        close(schema.path("items"));
    }
}
