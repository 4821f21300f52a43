package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAddressTest {

    private static final List<String> OWN = List.of("/api/sessions/*/chats/pin");

    @ParameterizedTest
    @CsvSource({
        "https://wa.example, https://wa.example/api, wa.example:443",
        "https://wa.example/, https://wa.example/api, wa.example:443",
        "https://wa.example:8443/tools/wa//, https://wa.example:8443/tools/wa/api, wa.example:8443/tools/wa",
        "http://localhost:2785/~a.b_c-1, http://localhost:2785/~a.b_c-1/api, localhost:2785/~a.b_c-1",
        "https://WA.example/Path, https://wa.example/Path/api, wa.example:443/Path"
    })
    void hasThePathInFrontOfTheGatewaysOwn(String value, String ofACall, String authority) {
        GatewayAddress address = GatewayAddress.parse(value, false, OWN);

        assertThat(address.of(GatewayCall.get("/api"))).hasToString(ofACall);
        assertThat(address.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://wa.example/a/../b",
                "https://wa.example/.",
                "https://wa.example/a//b",
                "https://wa.example/a%2Fb",
                "https://wa.example/ä",
                "https://wa.example/wa?x=1",
                "https://wa.example/wa#x",
                "https://wa.example\\wa",
                "http://wa.example/wa",
                "wa.example/wa",
                ""
            })
    void refusesWhatIsNoAddressAndDoesNotRepeatIt(String value) {
        assertThatThrownBy(() -> GatewayAddress.parse(value, false, OWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gatewayUrl: ")
                .hasMessageNotContaining("wa.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://wa.example/api",
                "https://wa.example/api/",
                "https://wa.example/tools/api/sessions",
                "https://wa.example/api/sessions/0b7c4a52-6a3f-4d1e-9c58-2f1d3c4b5a69",
                "https://wa.example/api/sessions/0b7c4a52-6a3f-4d1e-9c58-2f1d3c4b5a69/chats/pin"
            })
    void saysWhatToCutOffOfOneThatEndsInTheGatewaysOwnPath(String value) {
        assertThatThrownBy(() -> GatewayAddress.parse(value, false, OWN))
                .hasMessage("gatewayUrl: ends in the gateway's own path, which is added to each request; cut off what"
                        + " begins with /api");
    }

    @Test
    void pointsToTheTokenWhereItHasAUser() {
        assertThatThrownBy(() -> GatewayAddress.parse("https://user:pass@wa.example", false, OWN))
                .hasMessageStartingWith("gatewayUrl: ")
                .hasMessageContaining("token")
                .hasMessageNotContaining("pass@");
    }
}
