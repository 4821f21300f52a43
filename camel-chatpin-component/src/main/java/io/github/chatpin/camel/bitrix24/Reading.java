package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import java.util.Optional;

/** A question that changes nothing. */
sealed interface Reading extends Command permits OpenLineReading, RecentReading, UserReading {

    /** Returns what it asks for. */
    ObjectNode parameters();

    /** Returns what an item of the list means, {@code null} if it is not as the API documents. */
    ListedChat item(JsonNode item);

    /** Returns what an answer without an error means, empty if it is not as the API documents. */
    Optional<Outcome> outcome(ItemList answer, AnswerFacts facts);

    /** Returns the method whose pins it lists. */
    PinMethod listsPinsOf();

    /** Returns what had been noted of the pins when it was made. */
    long mark();

    @Override
    default String chatId() {
        return null;
    }

    @Override
    default String orderKey() {
        return method();
    }

    @Override
    default boolean isReading() {
        return true;
    }
}
