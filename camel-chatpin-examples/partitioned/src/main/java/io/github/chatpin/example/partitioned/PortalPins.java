package io.github.chatpin.example.partitioned;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** One portal's pins of a poll, in the order of their records. */
final class PortalPins {

    /** The exchange property that keeps them while the body is what the endpoint takes. */
    static final String PROPERTY = "portalPins";

    private final String portal;
    private final List<PolledRecord> records = new ArrayList<>();
    private final List<PinRequest> requests = new ArrayList<>();
    private List<DeadLetter> deadLetters = List.of();

    PortalPins(String portal) {
        this.portal = portal;
    }

    void add(PolledRecord record, PinOrder order) {
        records.add(record);
        requests.add(new PinRequest(order.chatId(), order.pinned()));
    }

    String portal() {
        return portal;
    }

    /** {@return the body for the endpoint} */
    List<PinRequest> requests() {
        return requests;
    }

    /** {@return the records that were not done} */
    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    /** Makes dead letters of what the endpoint has failed to do. */
    static void bury(Exchange exchange) {
        exchange.getProperty(PROPERTY, PortalPins.class)
                .bury(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ChatPinException.class));
    }

    private void bury(ChatPinException failure) {
        deadLetters = failure instanceof BulkPinException some
                ? some.getFailures().stream()
                        .map(failed -> DeadLetter.of(records.get(failed.index()), failed.cause()))
                        .toList()
                : records.stream().map(record -> DeadLetter.of(record, failure)).toList();
    }
}
