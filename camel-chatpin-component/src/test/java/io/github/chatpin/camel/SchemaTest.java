package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.bitrix24.Bitrix24Platform;
import io.github.chatpin.camel.whatsapp.WhatsAppPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/** What the generated schema tells tools is what the component does. */
class SchemaTest {

    private final JsonNode schema = schema();

    @Test
    void defaultsAreThoseOfTheFields() throws Exception {
        CamelContext context = new DefaultCamelContext();
        ChatPinEndpoint endpoint = new ChatPinEndpoint(
                "chatpin:x",
                new ChatPinComponent(context),
                "x",
                new ChatPinConfiguration(),
                OwnOptions.takenFrom(Map.of(), new ChatPinEndpointConfigurer()));
        PropertyConfigurerGetter getter = (PropertyConfigurerGetter)
                PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer("chatpin-endpoint", context);

        Map<String, String> declared = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        schema.path("properties").properties().forEach(option -> {
            boolean isCamelsOwn = List.of(
                            "initialDelay",
                            "lazyStartProducer",
                            "runLoggingLevel",
                            "scheduler",
                            "startScheduler",
                            "timeUnit")
                    .contains(option.getKey()); // which the endpoint takes when it makes a consumer
            if (option.getValue().has("defaultValue") && !isCamelsOwn) {
                declared.put(
                        option.getKey(), option.getValue().path("defaultValue").asText());
                actual.put(option.getKey(), String.valueOf(getter.getOptionValue(endpoint, option.getKey(), false)));
            }
        });

        assertThat(actual).isEqualTo(declared).containsKeys("maxRetries", "batchSize", "pinPath");
    }

    @Test
    void theComponentHasAllOptionsButThoseOfOneEndpoint() {
        TreeSet<String> onlyEndpoints = names("properties");
        onlyEndpoints.removeAll(names("componentProperties"));
        onlyEndpoints.removeIf(this::isOfAConsumer);

        assertThat(onlyEndpoints)
                .containsExactly(
                        "allowEmpty",
                        "batchSize",
                        "dryRun",
                        "maxInFlight",
                        "pinLimit",
                        "platform",
                        "throttleLimit",
                        "throttlePeriod");
    }

    private boolean isOfAConsumer(String option) {
        return schema.path("properties").path(option).path("label").asText().startsWith("consumer");
    }

    @Test
    void optionsOfOnePlatformAreLabelledSo() {
        TreeSet<String> labelled = new TreeSet<>();
        schema.path("properties").properties().forEach(option -> {
            String label = option.getValue().path("label").asText();
            if (label.contains("bitrix24") || label.contains("whatsapp")) {
                labelled.add(option.getKey());
            }
        });

        TreeSet<String> understood = new TreeSet<>(new Bitrix24Platform().options());
        understood.addAll(new WhatsAppPlatform().options());
        assertThat(labelled).isEqualTo(understood);
    }

    @Test
    void headersAreThoseOfTheContract() {
        assertThat(names("headers"))
                .containsExactly(
                        "CamelChatPinAccount",
                        "CamelChatPinAttempts",
                        "CamelChatPinBatchSize",
                        "CamelChatPinChatId",
                        "CamelChatPinChatJid",
                        "CamelChatPinEvicted",
                        "CamelChatPinOperating",
                        "CamelChatPinOperatingResetAt",
                        "CamelChatPinPinned",
                        "CamelChatPinRateLimitRemaining",
                        "CamelChatPinRateLimitReset",
                        "CamelChatPinSkipped",
                        "CamelChatPinTitle");
    }

    private TreeSet<String> names(String section) {
        return schema.path(section).properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !name.equals("configuration") && !name.equals("autowiredEnabled"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode schema() {
        try (InputStream json =
                ChatPinComponent.class.getResourceAsStream("/META-INF/io/github/chatpin/camel/chatpin.json")) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
