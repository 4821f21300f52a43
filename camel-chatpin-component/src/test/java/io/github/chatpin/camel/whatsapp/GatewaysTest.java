package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.ChatPinConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class GatewaysTest {

    private static final List<String> NAMES =
            Gateways.KNOWN.all().stream().map(Gateway::name).toList();

    @Test
    void areThoseOfTheOption() throws NoSuchFieldException {
        UriParam option = ChatPinConfiguration.class.getDeclaredField("gateway").getAnnotation(UriParam.class);

        assertThat(option.enums().split(",")).containsExactlyElementsOf(NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chatpin-whatsapp-sink", "chatpin-whatsapp-sync-action"})
    void areThoseOfTheKamelets(String kamelet) throws IOException {
        try (InputStream yaml = getClass().getResourceAsStream("/kamelets/" + kamelet + ".kamelet.yaml")) {
            Load load = new Load(LoadSettings.builder().build());
            JsonNode names = new ObjectMapper()
                    .valueToTree(load.loadFromInputStream(yaml))
                    .at("/spec/definition/properties/gateway/enum");

            assertThat(StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText))
                    .containsExactlyElementsOf(NAMES);
        }
    }

    @Test
    void refuseAnUnknownNameAndDoNotRepeatIt() {
        assertThatThrownBy(() -> Gateways.KNOWN.named("abc123def"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gateway: unknown; use one of ryzeapi, gowa, openwa, wwebjs, wppconnect");
    }
}
