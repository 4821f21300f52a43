package io.github.chatpin.example.partitioned;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a process is started with, through its environment. Secrets are in the file of portals only.
 *
 * @param brokers        where Kafka is
 * @param consumers      how many threads poll
 * @param pollRecords    how many records a poll brings at most
 * @param sessionMillis  after which silence of the process its partitions are given to others
 * @param limit          how many requests a portal permits
 * @param periodMillis   in which time a full bucket drains there
 * @param handOver       what is left of a limit when the process gets a portal
 * @param portals        the file of portals
 */
record WorkerSettings(
        String brokers,
        int consumers,
        int pollRecords,
        int sessionMillis,
        int limit,
        int periodMillis,
        HandOver handOver,
        Path portals) {

    private static final int HEARTBEATS_A_SESSION = 6;

    /** {@return what the environment says} */
    static WorkerSettings of(Map<String, String> environment) {
        return new WorkerSettings(
                environment.get("PARTITIONED_BROKERS"),
                Integer.parseInt(environment.get("PARTITIONED_CONSUMERS")),
                Integer.parseInt(environment.get("PARTITIONED_POLL_RECORDS")),
                Integer.parseInt(environment.get("PARTITIONED_SESSION_MILLIS")),
                Integer.parseInt(environment.get("PARTITIONED_LIMIT")),
                Integer.parseInt(environment.get("PARTITIONED_PERIOD_MILLIS")),
                HandOver.valueOf(environment.get("PARTITIONED_HAND_OVER")),
                Path.of(environment.get("PARTITIONED_PORTALS")));
    }

    /** {@return the environment that says this} */
    Map<String, String> environment() {
        return Map.of(
                "PARTITIONED_BROKERS", brokers,
                "PARTITIONED_CONSUMERS", String.valueOf(consumers),
                "PARTITIONED_POLL_RECORDS", String.valueOf(pollRecords),
                "PARTITIONED_SESSION_MILLIS", String.valueOf(sessionMillis),
                "PARTITIONED_LIMIT", String.valueOf(limit),
                "PARTITIONED_PERIOD_MILLIS", String.valueOf(periodMillis),
                "PARTITIONED_HAND_OVER", handOver.name(),
                "PARTITIONED_PORTALS", portals.toString());
    }

    /** {@return what the route's placeholders stand for} */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("kafka.brokers", brokers);
        properties.setProperty("kafka.consumers", String.valueOf(consumers));
        properties.setProperty("kafka.pollRecords", String.valueOf(pollRecords));
        properties.setProperty("kafka.sessionTimeout", String.valueOf(sessionMillis));
        properties.setProperty("kafka.heartbeat", String.valueOf(sessionMillis / HEARTBEATS_A_SESSION));
        return properties;
    }

    /** {@return the endpoint's options that keep the portals' limits} */
    String limits() {
        return "&throttleLimit=" + limit + "&throttlePeriod=" + periodMillis
                + (handOver == HandOver.EMPTY ? "&bucketStore=#bean:limits" : "");
    }
}
