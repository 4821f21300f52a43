package io.github.chatpin.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeUpstreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredRoutesTest {

    private final FakeUpstreams upstreams = FakeUpstreams.start();
    private final ConfiguredRoutes routes = new ConfiguredRoutes();
    private final Properties settings = Build.settings(upstreams.properties());
    private DropFolder drop;

    @TempDir
    private Path folder;

    @BeforeEach
    void nameFolder() {
        drop = new DropFolder(folder.resolve("pins"));
        settings.setProperty("folder", drop.path().toString());
    }

    @AfterEach
    void stop() {
        routes.close();
        upstreams.close();
    }

    @Test
    void pinsAndUnpinsTheChatsOfAFile() throws Exception {
        configure();

        drop.drop("bitrix24", "vip.csv", List.of("chat17", "chat18, true", "", "256", "chat17,false"));
        drop.drop("whatsapp", "vip.csv", List.of("5511999999999"));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> drop.isDone("bitrix24", "vip.csv") && drop.isDone("whatsapp", "vip.csv"));
        assertThat(upstreams.bitrix24().pinnedDialogs()).containsExactlyInAnyOrder("chat18", "256");
        assertThat(upstreams.ryzeApi().pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
        assertThat(upstreams.violations()).isEmpty();
    }

    @Test
    void setsAFileAsideOfWhichALineFailed() throws Exception {
        upstreams.bitrix24().denyAccess("chat403");
        configure();

        drop.drop("bitrix24", "faulty.csv", List.of("chat403", "chat17", "chat18,perhaps"));

        await().atMost(Duration.ofSeconds(60)).until(() -> drop.hasFailed("bitrix24", "faulty.csv"));
        assertThat(upstreams.bitrix24().pinnedDialogs()).containsExactly("chat17");
    }

    @Test
    void waitsForSettings() {
        routes.updated(null);
        assertThat(drop.path()).doesNotExist();

        configure();
        assertThat(drop.path()).exists();
    }

    @Test
    void waitsForSettingsThatAreRight() {
        Object token = settings.remove("whatsapp.token");
        configure();
        assertThat(drop.path()).doesNotExist();

        settings.put("whatsapp.token", token);
        configure();
        assertThat(drop.path()).exists();
    }

    @Test
    void doesNotStartOnceItIsClosed() {
        routes.close();
        configure();

        assertThat(drop.path()).doesNotExist();
    }

    private void configure() {
        Hashtable<String, Object> dictionary = new Hashtable<>();
        settings.forEach((key, value) -> dictionary.put((String) key, value));
        routes.updated(dictionary);
    }
}
