package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.UpstreamLimit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kamelets tell tools is complete, and is what the endpoint's schema tells. */
class KameletFormatTest {

    private static final String BITRIX24 = "chatpin-bitrix24-sink";
    private static final String WHATSAPP = "chatpin-whatsapp-sink";
    private static final String BITRIX24_SYNC = "chatpin-bitrix24-sync-action";
    private static final String WHATSAPP_SYNC = "chatpin-whatsapp-sync-action";
    private static final String BITRIX24_SOURCE = "chatpin-bitrix24-source";
    private static final String WHATSAPP_SOURCE = "chatpin-whatsapp-source";
    private static final List<String> THAT_LIST = List.of("openwa", "wwebjs", "wppconnect");
    private static final Map<String, String> TYPES = Map.of(
            "string", "string", "enum", "string", "boolean", "boolean", "integer", "integer", "duration", "integer");

    private final JsonNode schema = json("META-INF/io/github/chatpin/camel/chatpin.json");

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void haveAllThatACatalogShows(String name) {
        JsonNode kamelet = kamelet(name);
        JsonNode metadata = kamelet.path("metadata");

        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(metadata.path("name").asText()).isEqualTo(name);
        assertThat(metadata.path("labels").path("camel.apache.org/kamelet.type").asText())
                .isEqualTo(name.substring(name.lastIndexOf('-') + 1));
        assertThat(names(metadata.path("annotations")))
                .contains(
                        "camel.apache.org/kamelet.group",
                        "camel.apache.org/kamelet.icon",
                        "camel.apache.org/kamelet.support.level",
                        "camel.apache.org/provider");
        assertThat(names(kamelet.path("spec"))).containsExactly("definition", "dependencies", "template");
        assertThat(names(kamelet.path("spec").path("definition")))
                .contains("description", "properties", "title", "type")
                .isSubsetOf("description", "properties", "required", "title", "type");
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void haveAnIcon(String name) {
        String icon = kamelet(name)
                .path("metadata")
                .path("annotations")
                .path("camel.apache.org/kamelet.icon")
                .asText();

        assertThat(icon).startsWith("data:image/svg+xml;base64,");
        assertThat(new String(Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1))))
                .startsWith("<svg ")
                .endsWith("</svg>");
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void needTheComponentInItsVersion(String name) {
        String version = schema.path("component").path("version").asText();

        assertThat(kamelet(name).path("spec").path("dependencies"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "camel:core", "camel:kamelet", "mvn:io.github.chatpin:camel-chatpin-component:" + version);
        assertThat(kamelet(name)
                        .path("metadata")
                        .path("annotations")
                        .path("camel.apache.org/catalog.version")
                        .asText())
                .isEqualTo(version);
    }

    @Test
    void haveThePropertiesOfTheirPlatform() {
        assertThat(names(properties(BITRIX24)))
                .containsExactly(
                        "authorizationToken",
                        "chatId",
                        "method",
                        "pinned",
                        "portalUrl",
                        "throttleLimit",
                        "throttlePeriod");
        assertThat(required(BITRIX24)).containsExactlyInAnyOrder("portalUrl", "authorizationToken");
        assertThat(names(properties(WHATSAPP)))
                .containsExactly(
                        "chatId",
                        "gateway",
                        "gatewayUrl",
                        "instance",
                        "pinned",
                        "throttleLimit",
                        "throttlePeriod",
                        "token");
        assertThat(required(WHATSAPP)).isEmpty(); // which, the gateway decides
        assertThat(names(properties(BITRIX24_SYNC)))
                .containsExactly(
                        "allowEmpty", "authorizationToken", "dryRun", "method", "pinLimit", "portalUrl", "prune");
        assertThat(required(BITRIX24_SYNC)).containsExactlyInAnyOrder("portalUrl", "authorizationToken");
        assertThat(names(properties(WHATSAPP_SYNC)))
                .containsExactly(
                        "allowEmpty", "dryRun", "gateway", "gatewayUrl", "instance", "pinLimit", "prune", "token");
        assertThat(required(WHATSAPP_SYNC)).isEmpty();
        assertThat(names(properties(BITRIX24_SOURCE)))
                .containsExactly("authorizationToken", "consumerName", "delay", "emitExisting", "method", "portalUrl");
        assertThat(required(BITRIX24_SOURCE)).containsExactlyInAnyOrder("portalUrl", "authorizationToken");
        assertThat(names(properties(WHATSAPP_SOURCE)))
                .containsExactly("consumerName", "delay", "emitExisting", "gateway", "gatewayUrl", "instance", "token");
        assertThat(required(WHATSAPP_SOURCE)).containsExactlyInAnyOrder("gateway", "gatewayUrl", "instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void typeAndDescribeEachProperty(String name) {
        SoftAssertions softly = new SoftAssertions();
        properties(name).properties().forEach(property -> {
            JsonNode facts = property.getValue();
            softly.assertThat(names(facts))
                    .as(property.getKey())
                    .contains("title", "description", "type", "example")
                    .isSubsetOf(
                            "title", "description", "type", "example", "default", "enum", "format", "x-descriptors");
            softly.assertThat(facts.path("description").asText())
                    .as("description of %s", property.getKey())
                    .matches("[A-Z].*\\.");
        });
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void agreeWithTheOptionsOfTheSameName(String name) {
        SoftAssertions softly = new SoftAssertions();
        properties(name).properties().forEach(property -> {
            String option = property.getKey();
            JsonNode facts = property.getValue();
            JsonNode known = schema.path("properties").path(option);
            softly.assertThat(facts.path("type").asText())
                    .as("type of %s", option)
                    .isEqualTo(TYPES.get(known.path("type").asText()));
            boolean isOfThoseThatList = name.equals(WHATSAPP_SOURCE) && option.equals("gateway");
            softly.assertThat(texts(facts.path("enum")))
                    .as("enum of %s", option)
                    .isEqualTo(isOfThoseThatList ? THAT_LIST : texts(known.path("enum")));
            softly.assertThat(facts.path("format").asText().equals("password"))
                    .as("password format of %s", option)
                    .isEqualTo(known.path("secret").asBoolean());
            softly.assertThat(texts(facts.path("x-descriptors")))
                    .as("descriptors of %s", option)
                    .isEqualTo(known.path("secret").asBoolean() ? List.of("urn:camel:group:credentials") : List.of());
            if (!option.startsWith("throttle") && !isOfThoseThatList) {
                softly.assertThat(facts.path("default").asText())
                        .as("default of %s", option)
                        .isEqualTo(known.path("defaultValue").asText());
            }
        });
        softly.assertAll();
    }

    @Test
    void throttleByDefaultAsTheUpstreamsLimitsAre() {
        assertDefaultLimit(BITRIX24, UpstreamLimit.BITRIX24_STANDARD);
        assertDefaultLimit(WHATSAPP, UpstreamLimit.RYZEAPI);
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP})
    void throttleInFrontOfAnEndpointThatDoesNot(String name) {
        JsonNode throttle = steps(name).path(0).path("throttle");

        assertThat(throttle.path("mode").asText()).isEqualTo("TotalRequests");
        assertThat(throttle.path("expression").path("constant").asText()).isEqualTo("{{throttleLimit}}");
        assertThat(throttle.path("timePeriodMillis").asText()).isEqualTo("{{throttlePeriod}}");
        assertThat(throttle.path("asyncDelayed").asBoolean()).isTrue();
        assertThat(parameters(name).path("throttle").asText()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24_SYNC, WHATSAPP_SYNC})
    void sync(String name) {
        assertThat(parameters(name).path("operation").asText()).isEqualTo("sync");
    }

    @ParameterizedTest
    @ValueSource(strings = {BITRIX24, WHATSAPP, BITRIX24_SYNC, WHATSAPP_SYNC, BITRIX24_SOURCE, WHATSAPP_SOURCE})
    void handEachPropertyToTheEndpoint(String name) {
        properties(name).properties().forEach(property -> assertThat(
                        parameters(name).path(property.getKey()).asText())
                .isEqualTo(placeholder(name, property.getKey(), property.getValue())));
        boolean hasOneOfItsOwn = !isSource(name); // throttle, or operation
        assertThat(parameters(name)).hasSize(properties(name).size() + (hasOneOfItsOwn ? 1 : 0));
    }

    private static JsonNode steps(String name) {
        return kamelet(name).path("spec").path("template").path("from").path("steps");
    }

    private static boolean isSource(String name) {
        return name.endsWith("-source");
    }

    private static JsonNode parameters(String name) {
        if (isSource(name)) {
            return kamelet(name).path("spec").path("template").path("from").path("parameters");
        }
        JsonNode steps = steps(name);
        return steps.path(steps.size() - 1).path("to").path("parameters");
    }

    private String placeholder(String name, String property, JsonNode facts) {
        boolean optional = !required(name).contains(property) && !facts.has("default");
        String placeholder = "{{" + (optional ? "?" : "") + property + "}}";
        return facts.path("format").asText().equals("password") ? "RAW(" + placeholder + ")" : placeholder;
    }

    private void assertDefaultLimit(String name, UpstreamLimit limit) {
        assertThat(properties(name).path("throttleLimit").path("default").asInt())
                .isEqualTo(limit.maxRequests());
        assertThat(properties(name).path("throttlePeriod").path("default").asLong())
                .isEqualTo(limit.periodMillis());
    }

    private static JsonNode properties(String name) {
        return kamelet(name).path("spec").path("definition").path("properties");
    }

    private static List<String> required(String name) {
        return texts(kamelet(name).path("spec").path("definition").path("required"));
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode kamelet(String name) {
        return YamlResource.read("kamelets/" + name + ".kamelet.yaml");
    }

    private static JsonNode json(String resource) {
        try (InputStream in = KameletFormatTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }
}
