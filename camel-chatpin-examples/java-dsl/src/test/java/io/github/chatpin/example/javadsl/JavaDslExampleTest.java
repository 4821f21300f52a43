package io.github.chatpin.example.javadsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaDslExampleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void tellsOfEveryPinAndEveryKindOfFailure() throws Exception {
        run(Map.of("CHATPIN_PROGRESS", "never"));

        assertThat(account())
                .startsWith(
                        "bitrix24  chat17  pinned",
                        "bitrix24  chat17  unpinned",
                        "whatsapp  5511999999999  pinned",
                        "whatsapp  5511999999999  unpinned")
                .contains(
                        "bitrix24  2020  pinned",
                        "bitrix24  2020  unpinned",
                        "bitrix24  all open lines  pinned, sessions [338, 337]",
                        "    chat      is pinned  is wanted  the sync",
                        "    chat502   yes        yes        keeps it",
                        "    chat503   no         yes        pins it",
                        "    chat501   yes        no         unpins it",
                        "bitrix24  synced: pinned [chat503], unpinned [chat501], kept [chat502], requests: 2",
                        "bitrix24  pinned now: chat503 (Chat 503), chat502 (Chat 502)",
                        "bitrix24  chat101  pinned",
                        "bitrix24  chat220  pinned",
                        "bitrix24  120 chats  pinned by one message, requests: 3",
                        "bitrix24  chat150  unpinned",
                        "bitrix24  50 chats  unpinned by one message, requests: 1",
                        "whatsapp  3 chats  unpinned by one message, requests: 3",
                        "bitrix24  chat403  not pinned: refused (ACCESS_ERROR) -> dead letter",
                        "bitrix24  chat17  not pinned: wrong credentials (INVALID_CREDENTIALS) -> dead letter",
                        "whatsapp  5511955550001  not pinned: unavailable in 3 attempts"
                                + " (Instance is not connected to WhatsApp) -> try later",
                        "bitrix24  chat403  not pinned: item 1 of the bulk (ACCESS_ERROR)")
                .anyMatch(line -> line.startsWith("bitrix24  seventeen  not pinned: invalid request ("))
                .anyMatch(line -> line.startsWith("bitrix24  chat64  pinned "))
                .anyMatch(line -> line.startsWith("bitrix24  chat65  not pinned: not applied ("))
                .anyMatch(line -> line.startsWith("whatsapp  5511977770004  not pinned: too many pins ("))
                .anyMatch(line -> line.startsWith("whatsapp  5511966660002  not pinned: over the rate limit ("))
                .last()
                .asString()
                .startsWith("266 done, 9 failed as they should, ")
                .endsWith("; rejected by the upstreams' limits: 0");
    }

    @Test
    void pinsAndUnpinsTheOneChatOfARealAccount() throws Exception {
        try (FakeBitrix24 portal = FakeBitrix24.start();
                FakeRyzeApi gateway = FakeRyzeApi.start()) {
            run(Map.of(
                    "CHATPIN_BITRIX24_PORTAL_URL", portal.url(),
                    "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", portal.webhookToken(),
                    "CHATPIN_BITRIX24_CHAT", "chat5",
                    "CHATPIN_WHATSAPP_GATEWAY_URL", gateway.url(),
                    "CHATPIN_WHATSAPP_INSTANCE", gateway.instance(),
                    "CHATPIN_WHATSAPP_TOKEN", gateway.token(),
                    "CHATPIN_WHATSAPP_CHAT", "5511999999999"));

            assertThat(portal.requests()).hasSize(2);
            assertThat(portal.pinnedDialogs()).isEmpty();
            assertThat(gateway.requests()).hasSize(2);
            assertThat(gateway.pinnedChats()).isEmpty();
        }
        assertThat(account())
                .containsExactly(
                        "bitrix24  chat5  pinned",
                        "bitrix24  chat5  unpinned",
                        "whatsapp  5511999999999  pinned",
                        "whatsapp  5511999999999  unpinned");
    }

    @Test
    void failsWhereARealAccountRefuses() {
        try (FakeBitrix24 portal = FakeBitrix24.start()) {
            Map<String, String> environment = Map.of(
                    "CHATPIN_BITRIX24_PORTAL_URL", portal.url(),
                    "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", "1/wrong",
                    "CHATPIN_BITRIX24_CHAT", "chat5");

            assertThatThrownBy(() -> run(environment)).hasMessageStartingWith("Failed unexpectedly: im.recent.pin");
        }
        assertThat(account())
                .containsExactly("bitrix24  chat5  not pinned: wrong credentials (INVALID_CREDENTIALS) -> dead letter");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        Map<String, String> environment = Map.of("CHATPIN_BITRIX24_PORTAL_URL", "https://acme.bitrix24.com");

        assertThatThrownBy(() -> run(environment))
                .hasMessage(
                        "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN: is required when another variable names an account of"
                                + " the same platform");
    }

    @Test
    void drawsAProgressBarOnRequest() {
        ProgressBar bar = new ProgressBar(new PrintStream(out, true, StandardCharsets.UTF_8), true);

        bar.begin(4);
        bar.erase();
        bar.advance();
        bar.draw();
        bar.end();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("[----------------------------------------] 0/4\r\u001b[K"
                        + "[##########------------------------------] 1/4\r\u001b[K");
    }

    private void run(Map<String, String> environment) throws Exception {
        new JavaDslExample(environment, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
    }

    private List<String> account() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
