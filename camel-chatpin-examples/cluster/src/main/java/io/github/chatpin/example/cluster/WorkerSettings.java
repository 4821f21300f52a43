package io.github.chatpin.example.cluster;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a process is started with. It comes through the environment: a command line can be read by everybody.
 *
 * @param broker       the broker's address
 * @param consumers    how many pins the process works on at once
 * @param portal       the portal's address
 * @param authorizationToken the webhook, a secret
 * @param limit        how many requests the portal permits
 * @param periodMillis in which time a full bucket drains there
 * @param sharing      how the limit is shared
 */
record WorkerSettings(
        String broker,
        int consumers,
        String portal,
        String authorizationToken,
        int limit,
        int periodMillis,
        Sharing sharing) {

    /** {@return what the environment says} */
    static WorkerSettings of(Map<String, String> environment) {
        return new WorkerSettings(
                environment.get("CLUSTER_BROKER"),
                Integer.parseInt(environment.get("CLUSTER_CONSUMERS")),
                environment.get("CLUSTER_PORTAL_URL"),
                environment.get("CLUSTER_AUTHORIZATION_TOKEN"),
                Integer.parseInt(environment.get("CLUSTER_LIMIT")),
                Integer.parseInt(environment.get("CLUSTER_PERIOD_MILLIS")),
                new Sharing(
                        Engine.of(environment.get("CLUSTER_STORE")),
                        List.of(environment.get("CLUSTER_STORE_ADDRESSES").split(",")),
                        environment.get("CLUSTER_STORE_FAILURE")));
    }

    /** {@return the environment that says this} */
    Map<String, String> environment() {
        return Map.of(
                "CLUSTER_BROKER", broker,
                "CLUSTER_CONSUMERS", String.valueOf(consumers),
                "CLUSTER_PORTAL_URL", portal,
                "CLUSTER_AUTHORIZATION_TOKEN", authorizationToken,
                "CLUSTER_LIMIT", String.valueOf(limit),
                "CLUSTER_PERIOD_MILLIS", String.valueOf(periodMillis),
                "CLUSTER_STORE", sharing.engine().toString(),
                "CLUSTER_STORE_ADDRESSES", String.join(",", sharing.addresses()),
                "CLUSTER_STORE_FAILURE", sharing.whenItFails());
    }

    /** {@return what the route's placeholders stand for} */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("cluster.consumers", String.valueOf(consumers));
        properties.setProperty("cluster.processes", String.valueOf(Load.PROCESSES));
        properties.setProperty("cluster.whenTheStoreFails", sharing.whenItFails());
        properties.setProperty("bitrix24.portalUrl", portal);
        properties.setProperty("bitrix24.authorizationToken", authorizationToken);
        properties.setProperty("bitrix24.limit", String.valueOf(limit));
        properties.setProperty("bitrix24.period", String.valueOf(periodMillis));
        return properties;
    }
}
