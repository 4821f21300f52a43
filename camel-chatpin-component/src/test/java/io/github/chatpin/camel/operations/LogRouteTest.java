package io.github.chatpin.camel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator reads in the log. */
class LogRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final LogRecorder log = LogRecorder.open();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void hasOneLineForEachRequestWithItsExchange() {
        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(of("Call"))
                .singleElement()
                .asString()
                .startsWith("DEBUG ")
                .contains("im.recent.pin of 1 in ")
                .contains(" chat17 Applied [" + exchange.getExchangeId() + "]");
    }

    @Test
    void warnsOnceAMinuteOfWhatIsTriedAgain() {
        fake.nextFaults(Fault.empty(503), Fault.empty(503), Fault.empty(503));

        pin(bitrix24(fake, "retryDelay=1"), "chat17");

        assertThat(of("AccountLog"))
                .singleElement()
                .asString()
                .startsWith("WARN ")
                .contains("tried again after UpstreamUnavailableException: ", "503");
    }

    @Test
    void warnsOnceAMinuteThatCredentialsAreRefused() {
        String wrong = bitrix24(fake).replace(fake.webhookToken(), "1/wrong");
        pin(wrong, "chat17");
        pin(wrong, "chat18");

        assertThat(of("AccountLog"))
                .singleElement()
                .asString()
                .contains("credentials refused, AuthenticationException: ")
                .doesNotContain("1/wrong");
    }

    @Test
    void leavesTheFailureOfOnePinToItsRoute() {
        pin(bitrix24(fake), "seventeen");

        assertThat(of("AccountLog")).isEmpty();
    }

    private List<String> of(String logger) {
        return log.lines().stream()
                .filter(line -> line.split(" ")[1].endsWith("." + logger))
                .toList();
    }
}
