package org.example;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StandIns.class)
class PinsTest {

    FakeBitrix24 bitrix24;
    FakeRyzeApi ryzeApi;

    @Test
    void pinsInBitrix24() {
        given().put("/pins/bitrix24/chat17").then().statusCode(200).body("pinned", is(true));

        assertTrue(bitrix24.isPinned("chat17"));
    }

    @Test
    void pinsInWhatsApp() {
        given().put("/pins/whatsapp/5511999999999").then().statusCode(200).body("pinned", is(true));

        assertEquals(List.of("5511999999999@s.whatsapp.net"), ryzeApi.pinnedChats());
    }

    @Test
    void saysWhatIsWrongWithAChat() {
        given().put("/pins/bitrix24/seventeen").then().statusCode(400).body(containsString("use chat17"));
    }
}
