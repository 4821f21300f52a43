package io.github.chatpin.example.partitioned;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics as those see them who send orders and look after what has become of them. */
final class Topics implements AutoCloseable {

    private static final String PINS = "pins";
    private static final String DEAD = "pins.dead";
    private static final String GROUP = "pins";

    private final Map<String, Object> broker;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final List<TopicPartition> partitions;

    private Topics(String address, int partitions) {
        this.broker = Map.of("bootstrap.servers", address);
        this.admin = Admin.create(broker);
        this.producer = new KafkaProducer<>(broker, new ByteArraySerializer(), new ByteArraySerializer());
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(PINS, partition))
                .toList();
    }

    /** Makes the topics. */
    static Topics create(String address, int partitions) throws ExecutionException, InterruptedException {
        Topics topics = new Topics(address, partitions);
        short replicas = 1;
        // A letter is larger than its record, and one that does not fit would come again for ever.
        NewTopic dead = new NewTopic(DEAD, 1, replicas)
                .configs(Map.of("max.message.bytes", String.valueOf(PinRoute.LARGEST_DEAD_LETTER)));
        topics.admin
                .createTopics(List.of(new NewTopic(PINS, partitions, replicas), dead))
                .all()
                .get();
        return topics;
    }

    /** Sends an order; it is there after {@link #flush}. */
    void send(PinOrder order) {
        send(order.key(), order.json());
    }

    /** Sends a record that may be no order; it is there after {@link #flush}. */
    void send(byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(PINS, key, value));
    }

    void flush() {
        producer.flush();
    }

    /** {@return whether all that was sent is committed} */
    boolean areDone() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get();
        return partitions.stream().allMatch(partition -> {
            OffsetAndMetadata done = committed.get(partition);
            return (done == null ? 0 : done.offset()) == ends.get(partition).offset();
        });
    }

    /** {@return what is in the dead-letter topic} */
    List<DeadRecord> dead() {
        TopicPartition dead = new TopicPartition(DEAD, 0);
        List<DeadRecord> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(broker, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(dead));
            consumer.seekToBeginning(List.of(dead));
            long end = consumer.endOffsets(List.of(dead)).get(dead);
            while (consumer.position(dead) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(DeadRecord.of(record)));
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }

    /**
     * A record of the dead-letter topic.
     *
     * @param key       the record's key, or {@code null}
     * @param value     its value, or {@code null}
     * @param failure   the class of failure
     * @param reason    why it is here
     * @param retryable whether the same order may succeed later
     * @param origin    where it was
     */
    record DeadRecord(String key, String value, String failure, String reason, boolean retryable, String origin) {

        private static DeadRecord of(ConsumerRecord<byte[], byte[]> record) {
            Function<String, String> header =
                    name -> text(record.headers().lastHeader(name).value());
            return new DeadRecord(
                    text(record.key()),
                    text(record.value()),
                    header.apply(DeadLetter.FAILURE),
                    header.apply(DeadLetter.REASON),
                    Boolean.parseBoolean(header.apply(DeadLetter.RETRYABLE)),
                    header.apply(DeadLetter.ORIGIN));
        }

        private static String text(byte[] bytes) {
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
