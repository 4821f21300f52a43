package io.github.chatpin.example.cluster;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ExecutionStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;

/** A Redis server, through Lettuce. An operation is computed here and written if no other process was faster. */
record RedisStore(ClientResources resources, RedisClient client, ProxyManager<String> buckets) implements LimitStore {

    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECONNECT_AFTER = Duration.ofMillis(500);

    /** Connects to a server, {@code redis://127.0.0.1:6379}. */
    static RedisStore open(String url, ExecutionStrategy strategy) {
        // snippet redis
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_AFTER)) // by default up to half a minute
                .build();
        RedisClient client = RedisClient.create(resources, url);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS) // not kept for later: then, too many come
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                .build());
        StatefulRedisConnection<String, byte[]> connection =
                client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        ProxyManager<String> buckets = Bucket4jLettuce.casBasedBuilder(connection)
                .clientClock(RedisClock.of(connection)) // else each process goes by its own clock
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .executionStrategy(strategy) // for this example to count; not needed
                .build();
        // end
        return new RedisStore(resources, client, buckets);
    }

    @Override
    public void close() {
        client.shutdown();
        resources.shutdown();
    }
}
