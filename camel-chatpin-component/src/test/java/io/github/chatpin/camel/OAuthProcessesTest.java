package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three processes with one application's tokens, in a database that they share. Each is a JVM of its own. */
class OAuthProcessesTest {

    private static final Duration A_WHILE = Duration.ofSeconds(120); // on a machine with much else to do
    private static final int PINS = 5;

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(10_000).unlimited());

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final List<RenewingProcess> processes = new ArrayList<>();
    private TestDatabase database;
    private Server server;

    @BeforeEach
    void startTheDatabase() throws Exception {
        database = TestDatabase.h2();
        server = Server.createTcpServer("-tcpPort", "0").start();
    }

    private void start(String... timeouts) throws IOException {
        for (String timeout : timeouts) {
            processes.add(RenewingProcess.start(database.url(server.getPort()), endpoint() + timeout));
        }
        await().atMost(A_WHILE).until(() -> processes.stream().allMatch(RenewingProcess::isReady));
    }

    @AfterEach
    void stopThem() throws SQLException {
        processes.forEach(RenewingProcess::close);
        server.stop();
        database.close();
    }

    @Test
    void renewOnceForAllEachTimeThatTheTokenExpires() throws Exception {
        start("", "", "");

        for (int hour = 1; hour <= 4; hour++) {
            fake.expireAccessToken();
            pinWith(processes, "hour" + hour);
            assertThat(fake.renewals()).isEqualTo(hour);
        }

        assertThat(renewals())
                .as("it takes no refresh token twice")
                .extracting(RecordedRequest::status)
                .containsExactly(200, 200, 200, 200);
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void goOnWhereOneIsKilledWhileItRenews() throws Exception {
        start("&connectTimeout=500&requestTimeout=2000", "", ""); // the others wait for twice that, and 5 s
        RenewingProcess killed = processes.get(0);
        List<RenewingProcess> others = processes.subList(1, processes.size());
        fake.expireAccessToken();
        fake.faultWhen(request -> request.apiMethod().equals("oauth.token"), Fault.hang());
        killed.pin("chat17");
        await().atMost(A_WHILE).until(() -> !renewals().isEmpty());
        killed.kill();
        await().atMost(A_WHILE).until(() -> !killed.isAlive());
        fake.clearFaults();
        fake.clearRequests();

        pinWith(others, "afterwards");
        fake.expireAccessToken();
        pinWith(others, "later");

        assertThat(renewals()).extracting(RecordedRequest::status).containsExactly(200, 200);
        assertThat(fake.violations()).isEmpty();
    }

    private void pinWith(List<RenewingProcess> some, String name) throws IOException {
        Set<String> expected = IntStream.range(0, PINS)
                .mapToObj(i -> "chat" + Integer.toUnsignedString((name + i).hashCode()))
                .collect(Collectors.toSet());
        for (String chat : expected) {
            for (RenewingProcess process : some) {
                process.pin(chat);
            }
        }
        Set<String> pinned = expected.stream().map(chat -> chat + " pinned").collect(Collectors.toSet());
        await().atMost(A_WHILE).untilAsserted(() -> assertThat(some)
                .allSatisfy(process -> assertThat(process.said()).containsAll(pinned)));
        assertThat(fake.pinnedDialogs()).containsAll(expected);
    }

    private List<RecordedRequest> renewals() {
        return fake.requests().stream()
                .filter(request -> request.apiMethod().equals("oauth.token"))
                .toList();
    }

    private String endpoint() {
        return RouteTestSupport.oauth(fake, "tokenStore=#bean:tokens", "plan=unlimited");
    }
}
