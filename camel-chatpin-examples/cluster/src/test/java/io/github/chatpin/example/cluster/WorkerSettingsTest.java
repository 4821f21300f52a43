package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    private static final Sharing HAZELCAST =
            new Sharing(Engine.HAZELCAST, List.of("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"), "share");

    @Test
    void areTheSameOnTheOtherSideOfAnEnvironment() {
        WorkerSettings settings =
                new WorkerSettings("tcp://127.0.0.1:4", 15, "http://127.0.0.1:5", "1/abc", 50, 25_000, HAZELCAST.of(1));

        assertThat(WorkerSettings.of(settings.environment())).isEqualTo(settings);
    }

    @Test
    void nameAProcesssOwnAddressFirst() {
        assertThat(HAZELCAST.of(1).addresses()).containsExactly("127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:1");
    }
}
