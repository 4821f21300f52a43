package io.github.chatpin.example.bus;

import io.github.chatpin.camel.ChatPinException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Decides which failed orders another delivery may help, and writes on those that it cannot help why. */
final class Verdict {

    /** The header of a dead letter that tells why it is one. */
    static final String REASON = "reason";

    /** The header that names the class of failure. */
    static final String FAILURE = "failure";

    /** The header with the upstream's own code, where there is one. */
    static final String ERROR_CODE = "errorCode";

    /** The header that names the queue that the order was in. */
    static final String QUEUE = "queue";

    /** The header that tells how often the order had been delivered. */
    static final String DELIVERIES = "deliveries";

    /** JMS's own count of deliveries. */
    static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private final int maxDeliveries;

    Verdict(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    /** {@return whether this failure is the order's last} */
    boolean isFinal(Exchange exchange) {
        return !mayPass(exchange.getException()) || deliveries(exchange) >= maxDeliveries;
    }

    /** What is not known to be hopeless is tried again: a stop of this process, a defect that is repaired meanwhile. */
    private static boolean mayPass(Exception failure) {
        if (failure instanceof ChatPinException pinFailure) {
            return pinFailure.isRetryable();
        }
        return !(failure instanceof MalformedOrderException);
    }

    /** Makes a dead letter of the order: its body as it came, and the reason in headers. */
    void write(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Message letter = exchange.getMessage();
        letter.setHeader(REASON, reason(failure));
        letter.setHeader(FAILURE, failure.getClass().getSimpleName());
        letter.setHeader(ERROR_CODE, failure instanceof ChatPinException pinFailure ? pinFailure.getErrorCode() : null);
        letter.setHeader(QUEUE, exchange.getFromRouteId());
        letter.setHeader(DELIVERIES, deliveries(exchange));
        letter.removeHeader(OrderSender.DUPLICATE_ID); // else its queue would not take it if an operator moves it back
    }

    /** The texts of these two contain no credential; of any other exception that is not known. */
    private static String reason(Exception failure) {
        boolean safe = failure instanceof ChatPinException || failure instanceof MalformedOrderException;
        return safe ? failure.getMessage() : failure.getClass().getName();
    }

    private static int deliveries(Exchange exchange) {
        return exchange.getMessage().getHeader(DELIVERY_COUNT, 1, Integer.class);
    }
}
