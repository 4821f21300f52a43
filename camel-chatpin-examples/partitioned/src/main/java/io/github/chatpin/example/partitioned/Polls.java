package io.github.chatpin.example.partitioned;

import java.util.Collection;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.support.subcription.SubscribeAdapter;
import org.apache.camel.component.kafka.consumer.support.subcription.TopicInfo;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes one exchange of the records of each poll, so that nothing is under way when the next poll hands partitions over.
 * (The option {@code batching} of camel-kafka keeps records from one poll to the next, also of partitions that are
 * another process's by then.)
 */
final class Polls implements SubscribeAdapter {

    private final Runnable whenTakenOver;
    private final ThreadLocal<Offsets> offsets = new ThreadLocal<>(); // each consumer has one thread
    private final ThreadLocal<Poll> poll = new ThreadLocal<>();

    /** @param whenTakenOver runs when a consumer has got partitions, before their records come */
    Polls(Runnable whenTakenOver) {
        this.whenTakenOver = whenTakenOver;
    }

    @Override
    public void subscribe(Consumer<?, ?> consumer, ConsumerRebalanceListener camels, TopicInfo topics) {
        offsets.set(new Offsets());
        poll.remove(); // what a consumer before had not ended comes again
        consumer.subscribe(topics.getTopics(), new Rebalances(camels));
    }

    /** Lets the last record of a poll pass, with all of them in the body. */
    void collect(Exchange exchange) {
        Message message = exchange.getMessage();
        if (poll.get() == null) {
            poll.set(new Poll(offsets.get()));
        }
        poll.get().add(PolledRecord.of(message));
        if (message.getHeader(KafkaConstants.LAST_POLL_RECORD, boolean.class)) {
            message.removeHeaders("*"); // they are one record's
            message.setBody(poll.get());
            poll.remove();
        } else {
            exchange.setRouteStop(true);
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener camels;

        private Rebalances(ConsumerRebalanceListener camels) {
            this.camels = camels;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            offsets.get().commit();
            camels.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            offsets.get().forget(partitions);
            camels.onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            offsets.get().commit();
            if (!partitions.isEmpty()) {
                whenTakenOver.run();
            }
            camels.onPartitionsAssigned(partitions);
        }
    }
}
