package io.github.chatpin.example.partitioned;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    @Test
    void areTheSameOnTheOtherSideOfAnEnvironment() {
        WorkerSettings settings = new WorkerSettings(
                "127.0.0.1:1", 2, 500, 6_000, 50, 25_000, HandOver.FULL, Path.of("/etc/portals.properties"));

        assertThat(WorkerSettings.of(settings.environment())).isEqualTo(settings);
    }
}
