package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenWaContractTest extends ListingGatewayContractTest {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.openWa());

    @Override
    FakeGateway fake() {
        return GATEWAY.fake();
    }

    @Override
    FakeGateway behindAPath() {
        return FakeGateway.openWa().basePath("/tools/wa").start();
    }
}
