package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.FakeUpstream;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

class WhatsAppContractTest extends PlatformContractTest {

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
    List<String> chats() {
        return List.of("5511999999991", "5511999999992", "120363000000000001@g.us");
    }

    @Override
    String malformedChat() {
        return "5511@example.org";
    }

    @Override
    String platform() {
        return "whatsapp";
    }

    @Override
    boolean isPinned(String chat) {
        return fake.pinnedChats().contains(chat.contains("@") ? chat : chat + "@s.whatsapp.net");
    }

    @Override
    String secret() {
        return fake.token();
    }
}
