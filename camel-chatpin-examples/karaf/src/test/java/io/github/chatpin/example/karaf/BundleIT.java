package io.github.chatpin.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** The packed bundle without Karaf: what it asks for from outside, and that it runs with that. */
class BundleIT {

    private static final Set<String> KARAFS = Set.of("org.osgi.framework", "org.osgi.service.cm", "org.slf4j");

    private final Build build = Build.current();

    @TempDir
    private Path folder;

    @Test
    void asksForLoggingAndSettingsAndTheJdkOnly() throws IOException {
        Set<String> offered = ModuleLayer.boot().modules().stream()
                .filter(module -> module.getName().matches("(java|jdk)\\..*"))
                .flatMap(module -> module.getPackages().stream().filter(module::isExported))
                .collect(Collectors.toSet());
        offered.addAll(KARAFS);

        assertThat(imported()).containsAll(KARAFS).isSubsetOf(offered);
    }

    @Test
    void pinsAndPinsAgainAfterARestart() throws Exception {
        DropFolder drop = new DropFolder(folder.resolve("pins"));
        try (FakeUpstreams upstreams = FakeUpstreams.start();
                Osgi osgi = new Osgi(folder.resolve("cache"))) {
            Properties settings = Build.settings(upstreams.properties());
            settings.setProperty("folder", drop.path().toString());

            Bundle bundle = osgi.install(build.bundle());
            bundle.start();
            osgi.configure(settings);
            drop.drop("bitrix24", "vip.csv", List.of("chat17"));
            drop.drop("whatsapp", "vip.csv", List.of("5511999999999"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> drop.isDone("bitrix24", "vip.csv") && drop.isDone("whatsapp", "vip.csv"));

            bundle.stop();
            drop.drop("bitrix24", "later.csv", List.of("chat18", "chat17,false"));
            bundle.start();
            osgi.configure(settings);
            await().atMost(Duration.ofSeconds(60)).until(() -> drop.isDone("bitrix24", "later.csv"));

            assertThat(upstreams.bitrix24().pinnedDialogs()).containsExactly("chat18");
            assertThat(upstreams.ryzeApi().pinnedChats()).containsExactly("5511999999999@s.whatsapp.net");
            assertThat(upstreams.violations()).isEmpty();
        }
    }

    private Set<String> imported() throws IOException {
        try (JarFile jar = new JarFile(build.bundle().toFile())) {
            String header = jar.getManifest().getMainAttributes().getValue(Constants.IMPORT_PACKAGE);
            return Stream.of(header.replaceAll("\"[^\"]*\"", "").split(","))
                    .map(clause -> clause.replaceAll(";.*", ""))
                    .collect(Collectors.toSet());
        }
    }
}
