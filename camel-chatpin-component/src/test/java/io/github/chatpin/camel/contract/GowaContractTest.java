package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class GowaContractTest extends StandInGatewayContractTest {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.gowa());

    @Override
    FakeGateway fake() {
        return GATEWAY.fake();
    }

    @Override
    FakeGateway behindAPath() {
        return FakeGateway.gowa().basePath("/tools/wa").start();
    }
}
