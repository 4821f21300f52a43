package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeUpstream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that has a {@link FakeGateway}. */
abstract class StandInGatewayContractTest extends GatewayContractTest {

    abstract FakeGateway fake();

    /** Returns the gateway with the path /tools/wa in front of its own. */
    abstract FakeGateway behindAPath();

    @Override
    FakeUpstream upstream() {
        return fake();
    }

    @Override
    String endpoint(String... options) {
        return whatsapp(fake(), options);
    }

    @Override
    String endpointWithWrongCredentials() {
        return whatsapp(fake()).replace(fake().token(), fake().token() + "-wrong");
    }

    @Override
    String secret() {
        return fake().token();
    }

    @Override
    void addChat(String jid, String title) {
        fake().addChat(jid, title);
    }

    @Override
    List<String> pinnedChats() {
        return fake().pinnedChats();
    }

    @Override
    void disconnect() {
        fake().disconnect(fake().session());
    }

    @Override
    void latency(Duration latency) {
        fake().latency(latency);
    }

    @Override
    int overlaps() {
        return fake().overlaps();
    }

    @Test
    void takesAPathInFrontOfTheGatewaysOwn() {
        try (FakeGateway behind = behindAPath()) {
            behind.addChat("5511999999991@s.whatsapp.net", "Ana");
            String uri = whatsapp(behind).replace(behind.url(), behind.url() + "/tools/wa");

            assertThat(pin(uri, "5511999999991").getException()).isNull();
            assertThat(behind.pinnedChats()).hasSize(1);
            assertThat(behind.violations()).isEmpty();
        }
    }
}
