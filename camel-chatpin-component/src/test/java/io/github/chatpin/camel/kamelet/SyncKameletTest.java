package io.github.chatpin.camel.kamelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kamelets that sync. */
class SyncKameletTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension(FakeBitrix24.builder());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE = new FakeRyzeApiExtension();

    private final FakeBitrix24 fake = BITRIX24.fake();
    private final FakeRyzeApi ryze = RYZE.fake();

    @Test
    void makeTheChatsOfTheBodyThePinnedOnesOfAPortal() {
        pin(bitrix24(fake), "chat1");

        Exchange exchange = sync(portal(), List.of("chat2"));

        assertThat(exchange.getMessage().getBody(PinSyncResult.class))
                .isEqualTo(new PinSyncResult(List.of("chat2"), List.of("chat1"), List.of(), List.of()));
        assertThat(fake.pinnedDialogs()).containsExactly("chat2");
    }

    @Test
    void changeNothingInADryRun() {
        Exchange exchange = sync(portal("dryRun=true"), List.of("chat2"));

        assertThat(exchange.getMessage().getBody(PinSyncResult.class).pinned()).containsExactly("chat2");
        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    @Test
    void takeNoEmptyListUnlessAllowed() {
        pin(bitrix24(fake), "chat1");

        assertThat(sync(portal(), List.of()).getException()).isInstanceOf(InvalidPinRequestException.class);
        assertThat(sync(portal("allowEmpty=true", "prune=own"), List.of()).getException())
                .isNull();
        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    @Test
    void keepTheLimit() {
        assertThat(sync(portal("pinLimit=1"), List.of("chat1", "chat2")).getException())
                .isInstanceOf(PinLimitReachedException.class);
    }

    @Test
    void syncWhatsApp() {
        String uri = whatsapp(ryze).replace("chatpin:whatsapp", "kamelet:chatpin-whatsapp-sync-action");

        sync(uri, List.of("5511999990001"));
        Exchange exchange = sync(uri, List.of("5511999990002"));

        assertThat(exchange.getMessage().getBody(PinSyncResult.class).unpinned())
                .containsExactly("5511999990001");
        assertThat(ryze.pinnedChats()).containsExactly("5511999990002@s.whatsapp.net");
    }

    private String portal(String... properties) {
        return bitrix24(fake, properties).replace("chatpin:bitrix24", "kamelet:chatpin-bitrix24-sync-action");
    }

    private Exchange sync(String uri, List<String> chats) {
        return sendMessage(uri, chats, Map.of());
    }
}
