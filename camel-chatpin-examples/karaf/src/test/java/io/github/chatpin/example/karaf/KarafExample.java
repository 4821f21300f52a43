package io.github.chatpin.example.karaf;

import io.github.chatpin.camel.fake.FakeUpstreams;
import java.io.PrintStream;
import java.util.List;

/**
 * Starts Apache Karaf with the bundle in its deploy folder, drops files with chats, and prints what becomes of them. The
 * bundle talks to stand-ins of both upstreams that this starts, too.
 */
public final class KarafExample {

    private final FakeUpstreams upstreams;
    private final Karaf karaf;
    private final PrintStream out;

    private KarafExample(FakeUpstreams upstreams, Karaf karaf, PrintStream out) {
        this.upstreams = upstreams;
        this.karaf = karaf;
        this.out = out;
    }

    /**
     * Runs the example; it ends by itself.
     *
     * @param args not used
     * @throws Exception if something did not come as it should
     */
    public static void main(String[] args) throws Exception {
        run(System.out);
    }

    static void run(PrintStream out) throws Exception {
        Build build = Build.current();
        try (FakeUpstreams upstreams = FakeUpstreams.start();
                Karaf karaf = Karaf.unpacked(build.karaf(), build.target().resolve("karaf-example"))) {
            karaf.configure(Build.settings(Build.addresses(upstreams)));
            karaf.deploy(build.bundle());
            karaf.start(Build.secrets(upstreams));
            new KarafExample(upstreams, karaf, out).run();
            karaf.stop();
            out.println("karaf  stopped");
        }
    }

    private void run() throws Exception {
        karaf.awaitThat("the routes start", () -> karaf.logged("(pins) started").size() == 1);
        out.println("karaf  started, with the bundle in its deploy folder");

        upstreams.bitrix24().denyAccess("chat403");
        drop("bitrix24", "vip.csv", "chat17", "chat18", "256");
        drop("bitrix24", "leavers.csv", "chat18,false", "chat403,false", "seventeen");
        drop("whatsapp", "vip.csv", "+55 11 99999-9999");

        out.println("bitrix24  pinned: " + upstreams.bitrix24().pinnedDialogs());
        out.println("whatsapp  pinned: " + upstreams.ryzeApi().pinnedChats());
        upstreams.mustHaveBeenTreatedWell();
    }

    private void drop(String platform, String file, String... chats) throws Exception {
        out.println("%s  %s dropped: %s".formatted(platform, file, String.join(" | ", chats)));
        DropFolder folder = karaf.dropFolder();
        int told = karaf.logged(file + ": ").size();
        folder.drop(platform, file, List.of(chats));
        karaf.awaitThat(file + " is moved", () -> folder.isDone(platform, file) || folder.hasFailed(platform, file));
        karaf.logged(file + ": ").stream()
                .skip(told)
                .map(line -> line.substring(line.lastIndexOf(" | ") + 3))
                .forEach(line -> out.println("  log: " + line));
        out.println("  moved to " + (folder.isDone(platform, file) ? ".done" : ".failed"));
    }
}
