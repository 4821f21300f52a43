package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.spi.RateLimit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which lane may start a request. */
class DispatcherTest extends AccountTestSupport {

    @Test
    void lanesTakeTurnsWhereOneRequestMayBeUnderWay() throws Exception {
        batchSize = 1;
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1);
        Connection busy = connect(upstream);
        upstream.settings = "other";
        Connection other = connect(upstream);
        for (int i = 0; i < 4; i++) {
            submit(busy, "a" + i);
        }
        submit(other, "b0");
        submit(other, "b1");
        send();

        assertThat(upstream.sent).containsExactly("a0", "b0", "a1", "b1", "a2", "a3");
    }

    @Test
    void reportsTheLimitOfTheEndpointThatCameLastWhicheverLaneWentLast() throws Exception {
        RateLimit slow = new RateLimit.FixedWindow(1, Duration.ofMinutes(1));
        TestUpstream before = new TestUpstream(UNLIMITED, 1, Map.of("plan", "unlimited"));
        Connection old = connect(before);
        AccountControl account = accounts.controls().get(0);
        account.suspend();
        submit(old, "a");
        old.disconnect();
        connect(new TestUpstream(slow, 1, Map.of("plan", "slow")));
        account.resume();
        send();

        assertThat(before.sent).containsExactly("a");
        assertThat(account.report().limit().rate()).isEqualTo(slow);
    }

    @Test
    void keepsToTheNewNumberOfRequestsUnderWay() throws Exception {
        batchSize = 1;
        Connection before = connect(new TestUpstream(UNLIMITED, 1));
        AccountControl account = accounts.controls().get(0);
        account.suspend();
        before.disconnect();
        Connection after = connect(new TestUpstream(UNLIMITED, 3));
        for (int i = 0; i < 5; i++) {
            submit(after, "c" + i);
        }
        account.resume();

        assertThat(senders).hasSize(3);
    }
}
