package io.github.chatpin.example.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {

    @Test
    void areNoneIfTheEnvironmentNamesNone() {
        assertThat(Accounts.of(Map.of("BOARD_PORT", "8031")).all()).isEmpty();
    }

    @Test
    void ofOnePlatformAreOneColumn() {
        Accounts accounts = Accounts.of(Map.of(
                "CHATPIN_BITRIX24_PORTAL_URL", "https://acme.bitrix24.com",
                "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", "1/abc123"));

        assertThat(accounts.all()).containsExactly(new Account("bitrix24", "Bitrix24", true));
        assertThat(accounts.settings())
                .containsEntry("camel.component.chatpin.portal-url", "https://acme.bitrix24.com")
                .containsEntry("camel.component.chatpin.authorization-token", "1/abc123")
                .hasSize(2);
        assertThat(accounts).hasToString("Accounts[Account[platform=bitrix24, title=Bitrix24, tellsPins=true]]");
    }

    @ParameterizedTest
    @CsvSource({"ryzeapi, false", "gowa, false", "openwa, true", "wwebjs, true", "wppconnect, true"})
    void knowWhichGatewaysTellWhatIsPinned(String gateway, boolean tellsPins) {
        Accounts accounts = Accounts.of(Map.of(
                "CHATPIN_WHATSAPP_GATEWAY", gateway,
                "CHATPIN_WHATSAPP_GATEWAY_URL", "https://gateway.example",
                "CHATPIN_WHATSAPP_TOKEN", "secret"));

        assertThat(accounts.all()).containsExactly(new Account("whatsapp", "WhatsApp", tellsPins));
        assertThat(accounts.settings())
                .containsEntry("camel.component.chatpin.gateway", gateway)
                .containsEntry("camel.component.chatpin.gateway-url", "https://gateway.example")
                .containsEntry("camel.component.chatpin.token", "secret")
                .hasSize(3);
    }

    @Test
    void nameTheVariableThatIsMissing() {
        assertThatThrownBy(() -> Accounts.of(Map.of("CHATPIN_BITRIX24_PORTAL_URL", "https://acme.bitrix24.com")))
                .hasMessage("CHATPIN_BITRIX24_AUTHORIZATION_TOKEN: is required when the other one of Bitrix24 is set");
    }

    @Test
    void takeThePortAndTheDelayFromTheEnvironment() {
        assertThat(BoardExample.settings(Map.of(), "5000")).hasSize(1).containsEntry("board.delay", "5000");
        assertThat(BoardExample.settings(Map.of("BOARD_PORT", "8031", "BOARD_DELAY", "200"), "5000"))
                .containsEntry("camel.server.port", "8031")
                .containsEntry("board.delay", "200");
    }
}
