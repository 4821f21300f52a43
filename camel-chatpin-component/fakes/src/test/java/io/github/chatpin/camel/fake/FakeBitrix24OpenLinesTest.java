package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeBitrix24OpenLinesTest {

    private static final String PIN = "imopenlines.session.mode.pin";

    @RegisterExtension
    static final FakeBitrix24Extension EXTENSION =
            new FakeBitrix24Extension(FakeBitrix24.builder().clock(new FakeClock()));

    private final FakeBitrix24 fake = EXTENSION.fake();
    private final PortalClient portal = new PortalClient(fake);

    @Test
    void pinsUnlessToldNotTo() {
        portal.call(PIN, "{\"CHAT_ID\":2020,\"ACTIVATE\":\"Y\"}");
        portal.call(PIN, "{\"CHAT_ID\":\"2024\"}");
        portal.call(PIN, "{\"CHAT_ID\":\"2026\",\"ACTIVATE\":\"N\"}");

        assertThat(fake.pinnedOpenLines()).containsExactlyInAnyOrder(2020L, 2024L);
    }

    @Test
    void pinsOnlyWhenToldToWhereTheBuilderSaysSo() {
        try (FakeBitrix24 older =
                FakeBitrix24.builder().activatesByDefault(false).start()) {
            new PortalClient(older).call(PIN, "{\"CHAT_ID\":\"2024\"}");

            assertThat(older.pinnedOpenLines()).isEmpty();
        }
    }

    @Test
    void unpinsByAMethodOfItsOwn() {
        portal.call(PIN, "{\"CHAT_ID\":2020}");

        portal.call("imopenlines.session.mode.unpin", "{\"CHAT_ID\":2020}");

        assertThat(fake.pinnedOpenLines()).isEmpty();
    }

    @Test
    void takesParameterNamesInUpperCaseOnly() {
        assertThat(portal.call(PIN, "{\"chat_id\":2020}").error()).isEqualTo("CHAT_ID_EMPTY");
    }

    @Test
    void refusesAChatByItsId() {
        fake.notAnOpenLine(7);

        assertThat(portal.call(PIN, "{}").error()).isEqualTo("CHAT_ID_EMPTY");
        assertThat(portal.call(PIN, "{\"CHAT_ID\":\"chat2020\"}").error()).isEqualTo("CHAT_ID");
        assertThat(portal.call(PIN, "{\"CHAT_ID\":7}").error()).isEqualTo("CHAT_TYPE");
    }

    @Test
    void refusesOthersThanOperatorsWithAnEmptyCode() {
        fake.operator(false);

        PlainClient.Reply reply = portal.call(PIN, "{\"CHAT_ID\":2020}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText("none")).isEmpty();
    }

    @Test
    void refusesOthersThanOperatorsWithACodeWhereTheBuilderSaysSo() {
        try (FakeBitrix24 older = FakeBitrix24.builder().operatorErrorCode(true).start()) {
            older.operator(false);

            assertThat(new PortalClient(older).call(PIN, "{\"CHAT_ID\":2020}").error())
                    .isEqualTo("ERROR_USER_NOT_OPERATOR");
        }
    }

    @Test
    void pinsAndUnpinsAll() {
        long first = fake.openLine(2020);
        long second = fake.openLine(2024);

        JsonNode pinned = portal.result(PIN + "All", "{}");
        assertThat(fake.pinnedOpenLines()).containsExactlyInAnyOrder(2020L, 2024L);
        assertThat(numbers(pinned)).containsExactly(second, first);

        portal.call("imopenlines.session.mode.unpinAll", "{}");
        assertThat(fake.pinnedOpenLines()).isEmpty();
    }

    @Test
    void pinsNoneOfAllForOthersThanOperators() {
        fake.openLine(2020);
        fake.operator(false);

        assertThat(portal.result(PIN + "All", "{}").toString()).isEqualTo("[]");
        assertThat(fake.pinnedOpenLines()).isEmpty();
    }

    @Test
    void pinsOfAllOnlyTheUsersOwnThatAreOpen() {
        fake.openLineOf(2019, 7, false);
        fake.openLine(2020);
        fake.closeOpenLine(2020);
        long own = fake.openLine(2021);

        assertThat(numbers(portal.result(PIN + "All", "{}"))).containsExactly(own);
    }

    @Test
    void refusesToChangeAnotherOperatorsSession() {
        fake.openLineOf(2020, 7, false);

        assertThat(portal.call(PIN, "{\"CHAT_ID\":2020}").status()).isEqualTo(400);
        assertThat(fake.isOpenLinePinned(2020)).isFalse();
    }

    @Test
    void answersTrueForWhatAnotherOperatorHasPinned() {
        fake.openLineOf(2020, 7, true);

        assertThat(portal.result(PIN, "{\"CHAT_ID\":2020}").asBoolean()).isTrue();
    }

    @Test
    void losesAPinWithItsSession() {
        long first = fake.openLine(2020);
        portal.call(PIN, "{\"CHAT_ID\":2020}");

        fake.closeOpenLine(2020);

        assertThat(fake.isOpenLinePinned(2020)).isFalse();
        assertThat(portal.call(PIN, "{\"CHAT_ID\":2020}").status()).isEqualTo(400);
        assertThat(fake.openLine(2020)).isNotEqualTo(first);
        assertThat(portal.result(PIN, "{\"CHAT_ID\":2020}").asBoolean()).isTrue();
    }

    @Test
    void tellsThePinInTheFourthFieldOfTheChatsData() {
        long session = fake.openLine(2020);
        assertThat(dialogData()).startsWith("N", "NONE", "0", "N").contains(Long.toString(session));

        portal.call(PIN, "{\"CHAT_ID\":2020}");

        assertThat(dialogData().get(3)).isEqualTo("Y");
    }

    @Test
    void tellsWhichChatADialogIs() {
        fake.openLineOf(2020, 7, false);

        JsonNode dialog = portal.result("imopenlines.dialog.get", "{\"CHAT_ID\":2020}");

        assertThat(dialog.path("dialog_id").asText()).isEqualTo("chat2020");
        assertThat(dialog.path("entity_type").asText()).isEqualTo("LINES");
        assertThat(dialog.path("owner").asLong()).isEqualTo(7);
    }

    @Test
    void opensNoSessionByReading() {
        long session = fake.openLine(2020);
        fake.closeOpenLine(2020);

        assertThat(dialogData()).contains(Long.toString(session));
        assertThat(fake.openLine(2020)).isEqualTo(session + 1);
    }

    private List<String> dialogData() {
        String data = portal.result("imopenlines.dialog.get", "{\"CHAT_ID\":2020}")
                .path("entity_data_1")
                .asText();
        return List.of(data.split("\\|"));
    }

    private static List<Long> numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }
}
