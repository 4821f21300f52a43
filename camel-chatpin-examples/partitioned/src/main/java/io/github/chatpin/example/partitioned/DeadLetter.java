package io.github.chatpin.example.partitioned;

import io.github.chatpin.camel.ChatPinException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * A record that was not done, and why.
 *
 * @param record      the record
 * @param failure     the class of failure
 * @param reason      what was wrong
 * @param isRetryable whether the same order may succeed later
 */
record DeadLetter(PolledRecord record, String failure, String reason, boolean isRetryable) {

    static final String FAILURE = "failure";
    static final String REASON = "reason";
    static final String RETRYABLE = "retryable";

    /** Where the record was: topic, partition and offset. */
    static final String ORIGIN = "origin";

    static DeadLetter of(PolledRecord record, MalformedRecordException failure) {
        return new DeadLetter(record, failure.getClass().getSimpleName(), failure.getMessage(), false);
    }

    static DeadLetter of(PolledRecord record, ChatPinException failure) {
        return new DeadLetter(record, failure.getClass().getSimpleName(), failure.getMessage(), failure.isRetryable());
    }

    /** Writes the letter in the body into the message: key and value as they were, the rest in headers. */
    static void write(Exchange exchange) {
        Message message = exchange.getMessage();
        DeadLetter letter = message.getBody(DeadLetter.class);
        message.setBody(letter.record().value());
        if (letter.record().key() != null) {
            message.setHeader(KafkaConstants.KEY, letter.record().key());
        }
        message.setHeader(FAILURE, letter.failure());
        message.setHeader(REASON, letter.reason());
        message.setHeader(RETRYABLE, String.valueOf(letter.isRetryable()));
        message.setHeader(
                ORIGIN, letter.record().partition() + "@" + letter.record().offset());
    }
}
