package io.github.chatpin.example.partitioned;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * The offsets of a consumer up to which all records have ended, and which are not committed yet. Not thread-safe: while
 * a poll's route uses it, the consumer's thread waits.
 */
final class Offsets {

    private final Map<TopicPartition, KafkaManualCommit> due = new HashMap<>();

    /** Notes the last record that has ended, of some partitions. */
    void ended(Map<TopicPartition, KafkaManualCommit> last) {
        due.putAll(last);
    }

    /**
     * Commits what is due, as far as possible: during a rebalance it is not, but at its end.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker refuses: others may have the partitions now
     */
    void commit() {
        try {
            for (Iterator<KafkaManualCommit> commits = due.values().iterator(); commits.hasNext(); ) {
                commits.next().commit();
                commits.remove();
            }
        } catch (RebalanceInProgressException later) {
            // It stays due.
        }
    }

    /** Forgets partitions that are lost: what is due will be done again by their new owner. */
    void forget(Collection<TopicPartition> partitions) {
        due.keySet().removeAll(partitions);
    }
}
