package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.FakeUpstream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class RyzeApiContractTest extends GatewayContractTest {

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API = new FakeRyzeApiExtension();

    private final FakeRyzeApi fake = RYZE_API.fake();

    @Override
    FakeUpstream upstream() {
        return fake;
    }

    @Override
    String endpoint(String... options) {
        return whatsapp(fake, options);
    }

    @Override
    String endpointWithWrongCredentials() {
        return whatsapp(fake).replace(fake.token(), "wrong");
    }

    @Override
    void addChat(String jid, String title) {} // RyzeAPI pins whatever has a number

    @Override
    List<String> pinnedChats() {
        return fake.pinnedChats();
    }

    @Override
    void disconnect() {
        fake.disconnect(fake.instance());
    }

    @Override
    void latency(Duration latency) {
        fake.latency(latency);
    }

    @Override
    int overlaps() {
        return fake.conflicts();
    }

    @Override
    String secret() {
        return fake.token();
    }
}
