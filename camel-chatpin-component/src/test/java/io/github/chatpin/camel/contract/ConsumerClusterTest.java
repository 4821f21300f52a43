package io.github.chatpin.camel.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.JdbcPinRepository;
import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import java.nio.file.Path;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Of several contexts that watch one portal, one does; when it goes, another takes over where it was. */
class ConsumerClusterTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 portal = BITRIX24.fake();
    private final Queue<PinChange> changes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir
    Path locks;

    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void hasATable() throws Exception {
        String url = "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
        database.setURL(url + ";INIT=RUNSCRIPT FROM 'classpath:META-INF/chatpin/pins.sql'");
        database.getConnection().close();
        database.setURL(url);
    }

    @AfterEach
    void letsGo() {
        never.countDown();
    }

    @Test
    void losesNoChangeWhenTheActiveOneIsKilledInTheMiddleOfOne() throws Exception {
        ByHand.pin(portal, "chat1", true);
        try (CamelContext first = node("first", true)) {
            first.start();
            await().atMost(20, SECONDS).until(this::hasRead);
            try (CamelContext second = node("second", false)) {
                second.start();
                ByHand.pin(portal, "chat2", true);
                ByHand.pin(portal, "chat3", true);
                await().atMost(20, SECONDS).until(() -> changes.size() >= 1); // the first one hangs with it

                first.getShutdownStrategy().setTimeout(1);
                first.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
                first.stop();
                ByHand.pin(portal, "chat1", false);
                await().atMost(20, SECONDS).until(() -> changes.size() >= 4);
                assertThat(new JdbcPinRepository(database)
                                .getState("bitrix24 " + portal.url().replace("http://", "")
                                        + " user 1 seen by im.recent.pin in watch"))
                        .as("by the id of the route around")
                        .isNotNull();

                assertThat(changes)
                        .extracting(PinChange::chatId)
                        .containsExactlyInAnyOrder("chat2", "chat2", "chat3", "chat1"); // the one in the middle again
            }
        }
    }

    private boolean hasRead() {
        return portal.requests().stream()
                .anyMatch(request -> request.apiMethod().equals("im.recent.list") && request.status() == 200);
    }

    private CamelContext node(String name, boolean hangs) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getCamelContextExtension().setName(name);
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(locks.toString());
        cluster.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(100, TimeUnit.MILLISECONDS);
        context.addService(cluster);
        StateRepository<String, String> pins = new JdbcPinRepository(database);
        context.getRegistry().bind("pins", pins);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:pins:" + RouteTestSupport.bitrix24(portal, "delay=50", "pinRepository=#pins"))
                        .routeId("watch")
                        .process(exchange -> {
                            changes.add(exchange.getIn().getBody(PinChange.class));
                            if (hangs) {
                                never.await();
                            }
                        });
            }
        });
        return context;
    }
}
