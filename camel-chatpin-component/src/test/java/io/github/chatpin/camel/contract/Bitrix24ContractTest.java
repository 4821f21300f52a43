package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeUpstream;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class Bitrix24ContractTest extends PlatformContractTest {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private final FakeBitrix24 fake = BITRIX24.fake();

    @Override
    FakeUpstream upstream() {
        return fake;
    }

    @Override
    String endpoint(String... options) {
        return bitrix24(fake, options);
    }

    @Override
    String endpointWithWrongCredentials() {
        return bitrix24(fake).replace(fake.webhookToken(), "1/wrong");
    }

    @Override
    List<String> chats() {
        return List.of("chat17", "256", "chat18");
    }

    @Override
    String malformedChat() {
        return "chat17&PIN=N";
    }

    @Override
    String platform() {
        return "bitrix24";
    }

    @Override
    boolean isPinned(String chat) {
        return fake.isPinned(chat);
    }

    @Override
    String secret() {
        return fake.webhookToken().split("/")[1];
    }
}
