package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeCredentialsTest {

    private final PlainClient client = new PlainClient();

    @Test
    void bitrix24TakesTheWebhookThatIsGiven() {
        try (FakeBitrix24 bitrix24 =
                FakeBitrix24.builder().webhookToken("7/abcd1234").start()) {
            PlainClient.Reply reply =
                    client.postJson(bitrix24.url() + "/rest/7/abcd1234/im.recent.pin", "{\"DIALOG_ID\":\"chat1\"}");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(bitrix24.webhookToken()).isEqualTo("7/abcd1234");
        }
    }

    @Test
    void bitrix24TakesTheApplicationThatIsGiven() {
        try (FakeBitrix24 bitrix24 = FakeBitrix24.builder()
                .clientId("local.mine")
                .clientSecret("my-client-secret")
                .accessToken("my-access-token")
                .refreshToken("my-refresh-token")
                .start()) {
            String url = bitrix24.url() + "/rest/im.recent.pin";
            PlainClient.Reply pinned = client.postJson(url, "{\"DIALOG_ID\":\"chat1\",\"auth\":\"my-access-token\"}");
            PlainClient.Reply renewed = client.postForm(
                    bitrix24.tokenUrl(),
                    "grant_type=refresh_token&client_id=local.mine&client_secret=my-client-secret"
                            + "&refresh_token=my-refresh-token");

            assertThat(pinned.status()).isEqualTo(200);
            assertThat(renewed.status()).isEqualTo(200);
        }
    }

    @Test
    void ryzeApiTakesTheInstanceAndTokensThatAreGiven() {
        try (FakeRyzeApi ryze = FakeRyzeApi.builder()
                .instance("shop")
                .token("my-instance-token")
                .accountToken("my-account-token")
                .start()) {
            String url = ryze.url() + "/api/chat/pinChat/shop";
            String body = "{\"number\":\"5511999999999\",\"pin\":true}";

            assertThat(client.postJson(url, body, "token", "my-instance-token").status())
                    .isEqualTo(200);
            assertThat(client.postJson(url, body, "token", "my-account-token").status())
                    .isEqualTo(200);
            assertThat(ryze.instance()).isEqualTo("shop");
            assertThat(ryze.instances()).containsExactly("shop");
        }
    }

    @Test
    void masksWhatIsGiven() {
        try (FakeBitrix24 bitrix24 = FakeBitrix24.builder()
                .webhookToken("7/abcd1234")
                .accessToken("my-access-token")
                .start()) {
            client.postJson(bitrix24.url() + "/rest/7/abcd1234/profile", "{\"a\":\"my-access-token, abcd1234\"}");

            assertThat(bitrix24.requests().toString())
                    .doesNotContain("abcd1234", "my-access-token")
                    .contains("a=***, ***");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd123", "abcd 1234", "abcd1234\n", "äbcd1234"})
    void refusesWhatIsNoSecret(String unfit) {
        mustBeRefused(unfit, "clientSecret", FakeBitrix24.builder()::clientSecret);
        mustBeRefused(unfit, "accessToken", FakeBitrix24.builder()::accessToken);
        mustBeRefused(unfit, "refreshToken", FakeBitrix24.builder()::refreshToken);
        mustBeRefused(unfit, "token", FakeRyzeApi.builder()::token);
        mustBeRefused(unfit, "accountToken", FakeRyzeApi.builder()::accountToken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd1234", "1/", "0/abcd1234", "1/abcd123", "1/abcd-1234", "1/abcd1234/"})
    void refusesWhatIsNoWebhook(String unfit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeBitrix24.builder().webhookToken(unfit))
                .withMessage("webhookToken must be a user id, a slash, and a code of at least 8 letters and digits");
    }

    @Test
    void refusesEmptyNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeBitrix24.builder().clientId(" "))
                .withMessage("clientId must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeRyzeApi.builder().instance(""))
                .withMessage("instance must not be empty");
    }

    private static void mustBeRefused(String secret, String name, Consumer<String> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(secret))
                .withMessage(name + " must have at least 8 characters, all of them visible ASCII");
    }
}
