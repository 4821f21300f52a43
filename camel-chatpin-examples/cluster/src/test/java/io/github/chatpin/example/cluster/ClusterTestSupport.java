package io.github.chatpin.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** What tests with real processes have in common. The processes' logs stay below {@code target/cluster}. */
abstract class ClusterTestSupport {

    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** Ends soon after all requests that may go at once have gone. */
    static final Load SHORT = Load.standard(700, 15);

    /** Leaves time, while there is still more to send than the limit permits, for something to happen. */
    static final Load MEDIUM = Load.standard(1_200, 15);

    static final Load LONG = Load.standard(3_000, 40);

    private String name;
    private Path directory;

    @BeforeEach
    void prepare(TestInfo test) throws Exception {
        name = test.getTestClass().orElseThrow().getSimpleName() + "."
                + test.getTestMethod().orElseThrow().getName();
        directory = Files.createDirectories(Path.of("target", "cluster", name).toAbsolutePath());
    }

    Path directory() {
        return directory;
    }

    /** Returns when every pin is done, and fails if one is lost. */
    Account run(Load load, Sharing sharing, Cluster.Event event) throws Exception {
        Account account = Cluster.run(load, sharing, directory, event);
        System.out.printf(
                Locale.ROOT,
                "%s: %d requests, %d rejected, %.1f %% of what the limit permits in %.1f s, %d operations, %d again%n",
                name,
                account.requests(),
                account.rejected(),
                100 * account.use(),
                account.time().toMillis() / 1e3,
                account.operations(),
                account.again());
        return account;
    }

    /** None over the limit, and one operation for each request; but the first ones also make the bucket. */
    static void assertShared(Account account) {
        assertThat(account.rejected()).isZero();
        assertThat(account.again()).isZero();
        assertThat(account.operations())
                .isBetween((long) account.requests(), (long) account.requests() + Load.PROCESSES);
    }

    /** As {@link #assertShared}, and the limit was used. */
    static void assertSharedAndUsed(Account account) {
        assertShared(account);
        assertThat(account.use()).isGreaterThan(0.95);
    }
}
