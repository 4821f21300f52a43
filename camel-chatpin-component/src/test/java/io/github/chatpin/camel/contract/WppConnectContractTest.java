package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class WppConnectContractTest extends ListingGatewayContractTest {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wppConnect());

    @Override
    FakeGateway fake() {
        return GATEWAY.fake();
    }

    @Override
    FakeGateway behindAPath() {
        return FakeGateway.wppConnect().basePath("/tools/wa").start();
    }
}
