package io.github.chatpin.example.bus;

import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * A message of the dead-letter queue.
 *
 * @param queue      the queue that it was in
 * @param body       what it said
 * @param failure    the class of failure
 * @param errorCode  the upstream's own code, or {@code null}
 * @param reason     why it is here
 * @param deliveries how often it had been delivered
 */
record DeadLetter(String queue, String body, String failure, String errorCode, String reason, int deliveries) {

    static DeadLetter of(Message message) throws JMSException {
        return new DeadLetter(
                message.getStringProperty(Verdict.QUEUE),
                message.getBody(String.class),
                message.getStringProperty(Verdict.FAILURE),
                message.getStringProperty(Verdict.ERROR_CODE),
                message.getStringProperty(Verdict.REASON),
                message.getIntProperty(Verdict.DELIVERIES));
    }
}
