package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.kafka.consumer.support.subcription.TopicInfo;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollsTest {

    private static final TopicPartition FIRST = new TopicPartition("pins", 0);
    private static final TopicPartition SECOND = new TopicPartition("pins", 1);

    private static final CamelContext CONTEXT = new DefaultCamelContext();

    private final List<String> commits = new ArrayList<>();
    private ConsumerRebalanceListener rebalances;
    private boolean isRebalancing;
    private int takenOver;
    private final Polls polls = new Polls(() -> takenOver++);

    @BeforeEach
    void subscribe() {
        polls.subscribe(
                new MockConsumer<byte[], byte[]>(OffsetResetStrategy.EARLIEST) {
                    @Override
                    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
                        rebalances = listener;
                    }
                },
                new CamelsListener(),
                new TopicInfo(null, "pins"));
    }

    @Test
    void letsTheLastRecordPassWithAllOfThePoll() {
        Exchange first = collect(FIRST, 5, "acme", false);
        Exchange last = collect(SECOND, 9, "umbrella", true);

        assertThat(first.isRouteStop()).isTrue();
        assertThat(last.isRouteStop()).isFalse();
        assertThat(last.getMessage().getHeaders()).isEmpty();
        assertThat(last.getMessage().getBody(Poll.class).portals())
                .extracting(PortalPins::portal)
                .containsExactly("acme", "umbrella");
    }

    @Test
    void commitsTheLastRecordOfEachPartition() {
        collect(FIRST, 5, "acme", false);
        collect(FIRST, 6, "acme", false);

        pollOf(collect(SECOND, 9, "umbrella", true)).commit();

        assertThat(commits).containsExactlyInAnyOrder("pins-0@6", "pins-1@9");
    }

    @Test
    void commitsAtTheEndOfARebalanceWhatItCouldNotCommitMeanwhile() {
        isRebalancing = true;
        pollOf(collect(FIRST, 5, "acme", true)).commit();
        assertThat(commits).isEmpty();

        isRebalancing = false;
        rebalances.onPartitionsAssigned(List.of());

        assertThat(commits).containsExactly("pins-0@5");
    }

    @Test
    void forgetsWhatIsDueInPartitionsThatAreLost() {
        isRebalancing = true;
        pollOf(collect(FIRST, 5, "acme", true)).commit();

        rebalances.onPartitionsLost(List.of(FIRST));
        isRebalancing = false;
        rebalances.onPartitionsAssigned(List.of());

        assertThat(commits).isEmpty();
    }

    @Test
    void tellsThatPortalsWereTakenOver() {
        rebalances.onPartitionsAssigned(List.of(FIRST));

        assertThat(takenOver).isEqualTo(1);
    }

    @Test
    void tellsNothingOfARebalanceThatBringsNoPartitions() {
        rebalances.onPartitionsAssigned(List.of());

        assertThat(takenOver).isZero();
    }

    @Test
    void beginsAnewWithANewConsumer() {
        isRebalancing = true;
        pollOf(collect(FIRST, 4, "acme", true)).commit();
        collect(FIRST, 5, "acme", false);

        isRebalancing = false;
        subscribe();
        Poll poll = pollOf(collect(SECOND, 9, "umbrella", true));
        poll.commit();

        assertThat(poll.portals()).extracting(PortalPins::portal).containsExactly("umbrella");
        assertThat(commits).containsExactly("pins-1@9");
    }

    @Test
    void commitsWhatIsDueBeforePartitionsAreHandedOver() {
        isRebalancing = true;
        pollOf(collect(FIRST, 5, "acme", true)).commit();

        isRebalancing = false;
        rebalances.onPartitionsRevoked(List.of(FIRST));

        assertThat(commits).containsExactly("pins-0@5");
    }

    private Exchange collect(TopicPartition partition, long offset, String portal, boolean isLast) {
        PinOrder order = new PinOrder(portal, "chat17", true);
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setBody(order.json());
        exchange.getMessage().setHeader(KafkaConstants.TOPIC, partition.topic());
        exchange.getMessage().setHeader(KafkaConstants.PARTITION, partition.partition());
        exchange.getMessage().setHeader(KafkaConstants.OFFSET, offset);
        exchange.getMessage().setHeader(KafkaConstants.KEY, order.key());
        exchange.getMessage().setHeader(KafkaConstants.LAST_POLL_RECORD, isLast);
        exchange.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, (KafkaManualCommit) () -> {
            if (isRebalancing) {
                throw new RebalanceInProgressException();
            }
            commits.add(partition + "@" + offset);
        });
        polls.collect(exchange);
        return exchange;
    }

    private static Poll pollOf(Exchange last) {
        return last.getMessage().getBody(Poll.class);
    }
}
