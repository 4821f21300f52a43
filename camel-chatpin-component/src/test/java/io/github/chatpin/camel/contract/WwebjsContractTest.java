package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.FakeGatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class WwebjsContractTest extends ListingGatewayContractTest {

    @RegisterExtension
    static final FakeGatewayExtension GATEWAY = new FakeGatewayExtension(FakeGateway.wwebjs());

    @Override
    FakeGateway fake() {
        return GATEWAY.fake();
    }

    @Override
    FakeGateway behindAPath() {
        return FakeGateway.wwebjs().basePath("/tools/wa").start();
    }
}
