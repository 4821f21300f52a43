package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks whose the credentials are, and goes on with that user's open lines. Source: Bitrix24's page "profile", read in
 * November 2026.
 *
 * @param memory keeps the user
 */
record UserReading(AccountMemory memory, long mark) implements Reading {

    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    @Override
    public String method() {
        return "profile";
    }

    @Override
    public PinMethod listsPinsOf() {
        return PinMethod.OPEN_LINE;
    }

    @Override
    public ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The answer has no list. */
    @Override
    public ListedChat item(JsonNode item) {
        return null;
    }

    @Override
    public Optional<Outcome> outcome(ItemList answer, AnswerFacts facts) {
        String id = answer.answer().path("result").path("ID").asText();
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        memory.noteUser(id);
        return Optional.of(new Outcome.Continued(new OpenLineReading(id, mark), facts));
    }
}
