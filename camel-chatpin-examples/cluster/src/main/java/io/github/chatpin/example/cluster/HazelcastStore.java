package io.github.chatpin.example.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.grid.hazelcast.Bucket4jHazelcast;
import io.github.bucket4j.grid.hazelcast.HazelcastProxyManager;
import java.util.List;

/**
 * Hazelcast, with a member in this process. An operation runs on the member that has the bucket, by that one's clock:
 * there is one clock at a time.
 */
record HazelcastStore(HazelcastInstance member, ProxyManager<String> buckets) implements LimitStore {

    private static final String MAP = "chatpin-limits";
    private static final String MAJORITY = "majority";
    private static final int FIRST_SERIALIZER_ID = 1000;

    /**
     * Joins the other members.
     *
     * @param addresses this one's, {@code 127.0.0.1:5701}, and those of all others that there may be
     */
    static HazelcastStore open(List<String> addresses, ExecutionStrategy strategy) {
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config(addresses));
        // snippet hazelcast
        IMap<String, byte[]> map = member.getMap(MAP);
        ProxyManager<String> buckets = Bucket4jHazelcast.entryProcessorBasedBuilder(map)
                .executionStrategy(strategy) // for this example to count; not needed
                .build();
        // end
        return new HazelcastStore(member, buckets);
    }

    private static Config config(List<String> addresses) {
        // snippet hazelcast-config
        Config config = new Config();
        config.setClusterName("chatpin")
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "5") // so a member that hangs is soon left behind
                .setProperty("hazelcast.merge.first.run.delay.seconds", "5") // and taken in again
                .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j");
        HazelcastProxyManager.addCustomSerializers(config.getSerializationConfig(), FIRST_SERIALIZER_ID);
        config.addMapConfig(new MapConfig(MAP)
                .setBackupCount(1) // a member that is killed takes nothing with it
                .setSplitBrainProtectionName(MAJORITY));
        // Of three processes, one that has lost sight of both others waits, instead of using the limit a second time.
        config.addSplitBrainProtectionConfig(new SplitBrainProtectionConfig(MAJORITY, true, 2));
        // end
        config.setNetworkConfig(network(addresses.get(0), addresses));
        return config;
    }

    private static NetworkConfig network(String self, List<String> members) {
        int colon = self.lastIndexOf(':');
        NetworkConfig network = new NetworkConfig()
                .setPort(Integer.parseInt(self.substring(colon + 1)))
                .setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(self.substring(0, colon));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(members);
        return network;
    }

    @Override
    public void close() {
        member.shutdown();
    }
}
