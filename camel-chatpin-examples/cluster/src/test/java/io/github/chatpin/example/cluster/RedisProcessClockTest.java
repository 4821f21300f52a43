package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("redis")
class RedisProcessClockTest {

    @TempDir
    private Path directory;

    @Test
    void readsTheTimeOfARealServer() throws Exception {
        try (RedisProcess redis = new RedisProcess(directory, false);
                RedisClient client = RedisClient.create(redis.url());
                StatefulRedisConnection<String, byte[]> connection =
                        client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            long before = System.currentTimeMillis(); // the server is on this machine

            long seconds =
                    TimeUnit.NANOSECONDS.toSeconds(RedisClock.of(connection).currentTimeNanos());

            assertThat(seconds).isBetween(before / 1000 - 1, System.currentTimeMillis() / 1000 + 1);
        }
    }
}
