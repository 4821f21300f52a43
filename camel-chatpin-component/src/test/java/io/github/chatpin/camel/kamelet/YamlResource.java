package io.github.chatpin.camel.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A YAML file on the class path. */
final class YamlResource {

    private YamlResource() {}

    static JsonNode read(String resource) {
        Load yaml = new Load(LoadSettings.builder().build());
        try (InputStream in = YamlResource.class.getClassLoader().getResourceAsStream(resource)) {
            return new ObjectMapper().valueToTree(yaml.loadFromInputStream(in));
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }
}
