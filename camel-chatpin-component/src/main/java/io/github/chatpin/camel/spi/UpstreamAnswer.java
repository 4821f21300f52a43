package io.github.chatpin.camel.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Map;

/**
 * An upstream's answer, whatever its status.
 *
 * @param status  the HTTP status
 * @param headers the headers by name, in any case; the last value where a name is repeated
 * @param body    the body, empty where there was none
 */
public record UpstreamAnswer(int status, Map<String, String> headers, byte[] body) {

    // A body with something behind its JSON document is not what an API documents.
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Returns whether the status is of the 2xx class. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** Returns the body as JSON, a missing node where it is empty or is not JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException | CharConversionException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    /** Tells status and length only: a body may repeat what was sent. */
    @Override
    public String toString() {
        return status + ", " + body.length + " bytes";
    }
}
