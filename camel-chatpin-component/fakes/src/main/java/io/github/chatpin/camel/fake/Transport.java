package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/** The format of an answer, which the ending of a method's name chooses. */
enum Transport {
    JSON,
    XML;

    private static final String JSON_ENDING = ".json";
    private static final String XML_ENDING = ".xml";
    private static final Map<String, String> XML_HEADERS = Map.of("Content-Type", "text/xml; charset=utf-8");

    // Such a key is a number in PHP, and the entry one of a list
    private static final Pattern INDEX = Pattern.compile("0|-?[1-9][0-9]*");

    static Transport ofMethod(String nameWithEnding) {
        return nameWithEnding.endsWith(XML_ENDING) ? XML : JSON;
    }

    static String withoutEnding(String methodName) {
        if (methodName.endsWith(JSON_ENDING)) {
            return methodName.substring(0, methodName.length() - JSON_ENDING.length());
        }
        return methodName.endsWith(XML_ENDING)
                ? methodName.substring(0, methodName.length() - XML_ENDING.length())
                : methodName;
    }

    Answer answer(int status, ObjectNode body) {
        if (this == JSON) {
            return Answer.json(status, body);
        }
        StringBuilder xml = new StringBuilder();
        append("response", body, xml);
        return new Answer(status, XML_HEADERS, xml.toString());
    }

    private static void append(String name, JsonNode node, StringBuilder xml) {
        xml.append('<').append(name).append('>');
        node.properties()
                .forEach(field -> append(
                        INDEX.matcher(field.getKey()).matches() ? "item" : field.getKey(), field.getValue(), xml));
        if (node.isArray()) {
            node.forEach(item -> append("item", item, xml));
        }
        if (node.isValueNode()) {
            xml.append(escaped(text(node)));
        }
        xml.append("</").append(name).append('>');
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "1" : "";
        }
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isNull() ? "" : value.asText();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
