package io.github.chatpin.example.partitioned;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.TopicPartition;

/** The records that one poll has brought, by portal. */
final class Poll {

    private final Offsets offsets;
    private final Map<String, PortalPins> portals = new LinkedHashMap<>();
    private final List<DeadLetter> malformed = new ArrayList<>();
    private final Map<TopicPartition, KafkaManualCommit> last = new HashMap<>(); // the last record of each partition

    /** @param offsets of the consumer that has polled */
    Poll(Offsets offsets) {
        this.offsets = offsets;
    }

    void add(PolledRecord record) {
        last.put(record.partition(), record.commit());
        try {
            PinOrder order = PinOrder.of(record.key(), record.value());
            portals.computeIfAbsent(order.portal(), PortalPins::new).add(record, order);
        } catch (MalformedRecordException poison) {
            malformed.add(DeadLetter.of(record, poison));
        }
    }

    Collection<PortalPins> portals() {
        return portals.values();
    }

    /** {@return what was not done, known when all portals' pins have ended} */
    List<DeadLetter> deadLetters() {
        return Stream.concat(malformed.stream(), portals.values().stream().flatMap(pins -> pins.deadLetters().stream()))
                .toList();
    }

    /** Commits: all records are pins that were done, or dead letters. */
    void commit() {
        offsets.ended(last);
        offsets.commit();
    }
}
