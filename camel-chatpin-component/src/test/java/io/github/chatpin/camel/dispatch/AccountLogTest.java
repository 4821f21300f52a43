package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.management.AccountLog;
import io.github.chatpin.camel.spi.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountLogTest extends AccountTestSupport {

    private final LogRecorder log = LogRecorder.open();
    private final AccountLog accountLog = new AccountLog(new ManualClock());
    private AccountControl account;

    @BeforeEach
    void connect() {
        account = connect(new TestUpstream(UNLIMITED, 1)).account();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void saysOnceAMinuteWhatRepeats() {
        fail("first");
        time.advance(Duration.ofSeconds(59));
        fail("second");
        fail("third");
        assertThat(warnings()).singleElement().asString().contains("first");

        time.advance(Duration.ofSeconds(1));
        fail("fourth");
        assertThat(warnings()).hasSize(2).last().asString().contains("fourth", "(and 2 times since it was last said)");
    }

    @Test
    void saysItAnewOfAnAccountThatWasClosed() {
        fail("first");
        accountLog.closed(account);
        fail("second");

        assertThat(warnings()).hasSize(2);
    }

    private void fail(String text) {
        accountLog.retried(account, ((Outcome.TryAgain) tryAgain(text)).failure());
    }

    private List<String> warnings() {
        return log.lines().stream().filter(line -> line.startsWith("WARN")).toList();
    }

    private final class ManualClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time.now();
        }
    }
}
