package io.github.chatpin.example.partitioned;

import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.TopicPartition;

/**
 * A record as it came, byte for byte.
 *
 * @param partition where it was
 * @param offset    its place there
 * @param key       its key, or {@code null}
 * @param value     its value, or {@code null}
 * @param commit    commits its offset
 */
record PolledRecord(TopicPartition partition, long offset, byte[] key, byte[] value, KafkaManualCommit commit) {

    static PolledRecord of(Message message) {
        return new PolledRecord(
                new TopicPartition(
                        message.getHeader(KafkaConstants.TOPIC, String.class),
                        message.getHeader(KafkaConstants.PARTITION, int.class)),
                message.getHeader(KafkaConstants.OFFSET, long.class),
                message.getHeader(KafkaConstants.KEY, byte[].class),
                message.getBody(byte[].class),
                message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class));
    }
}
