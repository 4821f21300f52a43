package io.github.chatpin.camel.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tables of the options and headers in the schema that the build makes of the component. */
record SchemaTables(JsonNode schema) {

    private static final String SCHEMA = "/META-INF/io/github/chatpin/camel/chatpin.json";

    static SchemaTables load() throws IOException {
        try (InputStream in = SchemaTables.class.getResourceAsStream(SCHEMA)) {
            return new SchemaTables(JsonMapper.builder().build().readTree(in));
        }
    }

    /** One row for each option of an endpoint, in the order of the schema. */
    List<String> options() {
        List<String> table = new ArrayList<>(List.of(
                "| Option | Group | Type | Default | On the component | Meaning |",
                "| --- | --- | --- | --- | --- | --- |"));
        for (Map.Entry<String, JsonNode> option : schema.path("properties").properties()) {
            JsonNode facts = option.getValue();
            boolean onComponent = schema.path("componentProperties").has(option.getKey());
            table.add(row(
                    code(option.getKey()) + (facts.path("secret").asBoolean() ? " (secret)" : ""),
                    facts.path("label").asText().replace(",", ", "),
                    type(facts),
                    facts.has("defaultValue") ? code(facts.path("defaultValue").asText()) : "",
                    onComponent ? "yes" : "no",
                    description(facts)));
        }
        return table;
    }

    /** One row for each header, in the order of the schema. */
    List<String> headers() {
        List<String> table =
                new ArrayList<>(List.of("| Header | Constant | Type | Meaning |", "| --- | --- | --- | --- |"));
        for (Map.Entry<String, JsonNode> header : schema.path("headers").properties()) {
            String constant = header.getValue().path("constantName").asText();
            table.add(row(
                    code(header.getKey()),
                    code(constant.substring(constant.indexOf('#') + 1)),
                    header.getValue().path("javaType").asText(),
                    description(header.getValue())));
        }
        return table;
    }

    private static String type(JsonNode facts) {
        List<String> values = new ArrayList<>();
        facts.path("enum").forEach(value -> values.add(code(value.asText())));
        if (!values.isEmpty()) {
            return String.join(", ", values);
        }
        return facts.path("type").asText().equals("object")
                ? code(facts.path("javaType").asText().replaceAll("[a-z0-9]+\\.", ""))
                : facts.path("type").asText();
    }

    private static String description(JsonNode facts) {
        return facts.path("description").asText().replaceAll("https?://[\\w./-]*", "`$0`");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return ("| " + String.join(" | ", cells) + " |").replace("|  |", "| |");
    }
}
