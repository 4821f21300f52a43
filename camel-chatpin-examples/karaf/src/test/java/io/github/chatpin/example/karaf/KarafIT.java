package io.github.chatpin.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeUpstreams;
import io.github.chatpin.camel.fake.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packed bundle in Karaf, as an operator works with it: files in {@code deploy}, in {@code etc} and in folders. */
class KarafIT {

    private static final String STARTED = "(pins) started";
    private static final String STOPPING = "(pins) is shutting down";
    private static final String STOPPED = "(pins) shutdown";

    private static FakeUpstreams upstreams;
    private static Karaf karaf;

    @BeforeAll
    static void start() throws IOException {
        upstreams = FakeUpstreams.start();
        Build build = Build.current();
        karaf = Karaf.unpacked(build.karaf(), build.target().resolve("karaf-it"));
        karaf.configure(Build.settings(Build.addresses(upstreams)));
        karaf.deploy(build.bundle());
        karaf.start(Build.secrets(upstreams));
        karaf.awaitThat("the routes start", () -> karaf.logged(STARTED).size() == 1);
    }

    @AfterAll
    static void stop() {
        karaf.close();
        upstreams.close();
    }

    @AfterEach
    void keepsToTheRulesAndItsSecrets() throws IOException {
        assertThat(upstreams.violations()).isEmpty();
        assertThat(logged(Build.secrets(upstreams).values())).isEmpty();
    }

    @Test
    void pinsTheChatsOfAFileInBothPlatforms() throws IOException {
        karaf.dropFolder().drop("bitrix24", "vip.csv", List.of("chat17", "chat18,true", "256"));
        karaf.dropFolder().drop("whatsapp", "vip.csv", List.of("+55 11 99999-9999"));

        awaitDone("bitrix24", "vip.csv");
        awaitDone("whatsapp", "vip.csv");
        assertThat(upstreams.bitrix24().pinnedDialogs()).contains("chat17", "chat18", "256");
        assertThat(upstreams.ryzeApi().pinnedChats()).contains("5511999999999@s.whatsapp.net");
        assertThat(karaf.logged("vip.csv: 3 done")).hasSize(1);
    }

    @Test
    void tellsWhichChatsOfAFileFailedAndPinsTheOthers() throws IOException {
        upstreams.bitrix24().denyAccess("chat403");

        karaf.dropFolder().drop("bitrix24", "faulty.csv", List.of("chat21", "chat403", "seventeen", "chat22,perhaps"));

        karaf.awaitThat("the file fails", () -> karaf.dropFolder().hasFailed("bitrix24", "faulty.csv"));
        assertThat(upstreams.bitrix24().pinnedDialogs()).contains("chat21");
        assertThat(karaf.logged("faulty.csv: chat403 PinRejectedException: ")).hasSize(1);
        assertThat(karaf.logged("faulty.csv: seventeen InvalidPinRequestException: "))
                .hasSize(1);
        assertThat(karaf.logged("faulty.csv: chat22 InvalidPinRequestException: "))
                .hasSize(1);
    }

    @Test
    void startsAnewWithOtherSettings() throws IOException {
        try (FakeUpstreams others = FakeUpstreams.start()) {
            restart(() -> karaf.configure(Build.settings(others.properties())));
            karaf.dropFolder().drop("bitrix24", "moved.csv", List.of("chat31"));

            awaitDone("bitrix24", "moved.csv");
            assertThat(others.bitrix24().pinnedDialogs()).containsExactly("chat31");
            assertThat(others.violations()).isEmpty();
            assertThat(logged(Build.secrets(others).values())).isEmpty();
        } finally {
            restart(() -> karaf.configure(Build.settings(Build.addresses(upstreams))));
        }
    }

    @Test
    void waitsForSettingsThatAreRight() throws IOException {
        Properties wrong = upstreams.properties();
        wrong.setProperty(
                "whatsapp.gatewayUrl", "https://token:" + upstreams.ryzeApi().token() + "@gateway.example");

        karaf.configure(Build.settings(wrong));

        karaf.awaitThat(
                "the settings are refused",
                () -> karaf.logged("No pins before etc").size() == 1);
        int starts = karaf.logged(STARTED).size();
        karaf.configure(Build.settings(Build.addresses(upstreams)));
        karaf.awaitThat("the routes start", () -> karaf.logged(STARTED).size() > starts);
    }

    @Test
    void pinsAfterAnUpdateOfTheBundle() throws IOException {
        restart(() -> karaf.deploy(Build.current().bundle()));
        karaf.dropFolder().drop("bitrix24", "updated.csv", List.of("chat41"));

        awaitDone("bitrix24", "updated.csv");
        assertThat(upstreams.bitrix24().pinnedDialogs()).contains("chat41");
    }

    @Test
    void pinsWhatWasDroppedWhileItWasNotInstalled() throws IOException {
        restart(() -> {
            int stops = karaf.logged(STOPPED).size();
            karaf.undeploy();
            karaf.awaitThat("the routes stop", () -> karaf.logged(STOPPED).size() > stops);
            karaf.dropFolder().drop("bitrix24", "waiting.csv", List.of("chat51"));
            karaf.deploy(Build.current().bundle());
        });

        awaitDone("bitrix24", "waiting.csv");
        assertThat(upstreams.bitrix24().pinnedDialogs()).contains("chat51");
    }

    @Test
    void finishesTheFileInHandBeforeItStops() throws IOException {
        upstreams.ryzeApi().nextFaults(Fault.hang());
        karaf.dropFolder().drop("whatsapp", "in-hand.csv", List.of("5511977770001", "5511977770001,false"));
        karaf.awaitThat("the first request arrives", () -> isAsked("5511977770001"));
        int stopping = karaf.logged(STOPPING).size();

        restart(() -> {
            karaf.undeploy();
            karaf.awaitThat(
                    "the routes are asked to stop", () -> karaf.logged(STOPPING).size() > stopping);
            upstreams.ryzeApi().release();
            awaitDone("whatsapp", "in-hand.csv");
            karaf.deploy(Build.current().bundle());
        });
        assertThat(karaf.logged("in-hand.csv: 2 done")).hasSize(1);
    }

    @Test
    void stopsAndStartsWithKaraf() throws Exception {
        int stops = karaf.logged(STOPPED).size();

        karaf.stop();

        assertThat(karaf.logged(STOPPED)).hasSize(stops + 1);
        restart(() -> karaf.start(Build.secrets(upstreams)));
        karaf.dropFolder().drop("bitrix24", "restarted.csv", List.of("chat61"));
        awaitDone("bitrix24", "restarted.csv");
        assertThat(upstreams.bitrix24().pinnedDialogs()).contains("chat61");
    }

    private static void restart(Step step) throws IOException {
        int starts = karaf.logged(STARTED).size();
        step.run();
        karaf.awaitThat("the routes start", () -> karaf.logged(STARTED).size() > starts);
    }

    private static boolean isAsked(String chat) {
        return upstreams.ryzeApi().requests().stream()
                .anyMatch(request -> String.valueOf(request.parameters()).contains(chat));
    }

    private static List<String> logged(Collection<String> texts) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            lines.addAll(karaf.logged(text));
        }
        return lines;
    }

    private static void awaitDone(String platform, String file) {
        karaf.awaitThat(file + " is done", () -> karaf.dropFolder().isDone(platform, file));
    }

    private interface Step {
        void run() throws IOException;
    }
}
