package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading dialogs and their pins: {@code im.recent.list}, {@code im.recent.get} and {@code im.dialog.get}. */
class FakeBitrix24ListsTest {

    private static final String LIST = "im.recent.list";
    private static final String GET = "im.recent.get";

    private final FakeClock clock = new FakeClock();

    @RegisterExtension
    final FakeBitrix24Extension extension =
            new FakeBitrix24Extension(FakeBitrix24.builder().clock(clock));

    @Test
    void listsInPagesByOffset() {
        fake().addRecent("chat2", "3", "chat1");
        portal().pin("chat1");

        JsonNode first = list("{\"LIMIT\":2}");
        JsonNode second = list("{\"limit\":2,\"offset\":2}");

        assertThat(first.at("/result/items/0/id").asText()).isEqualTo("chat1");
        assertThat(first.at("/result/items/0/pinned").asBoolean()).isTrue();
        assertThat(first.at("/result/hasMore").asBoolean()).isTrue();
        assertThat(second.at("/result/items/0/id").isNumber()).isTrue();
        assertThat(second.at("/result/hasMore").asBoolean(true)).isFalse();
        assertThat(second.path("total").asInt()).isEqualTo(-1);
    }

    @Test
    void servesAClientThatFollowsNext() {
        IntStream.rangeClosed(1, 300).forEach(id -> fake().addRecent("chat" + id));

        List<String> read = new ArrayList<>();
        JsonNode page = list("{\"LIMIT\":70}");
        read.addAll(ids(page.at("/result/items")));
        while (page.has("next") && read.size() < 1000) {
            page = list("{\"LIMIT\":70,\"start\":" + page.path("next") + "}");
            read.addAll(ids(page.at("/result/items")));
        }

        assertThat(read).hasSize(300).doesNotHaveDuplicates();
    }

    @Test
    void takesStartBeforeOffset() {
        fake().addRecent("chat1", "chat2", "chat3");

        JsonNode page = list("{\"LIMIT\":1,\"start\":1,\"OFFSET\":2}");

        assertThat(ids(page.at("/result/items"))).containsExactly("chat2");
        assertThat(page.path("next").asInt()).isEqualTo(2);
        assertThat(ids(list("{\"start\":0,\"OFFSET\":2}").at("/result/items"))).containsExactly("chat3");
        assertThat(ids(list("{\"START\":2}").at("/result/items"))).hasSize(3);
    }

    @Test
    void takesAFullPageForOneThatOthersFollow() {
        fake().addRecent("chat1", "chat2");

        JsonNode full = list("{\"LIMIT\":2}");
        JsonNode last = list("{\"LIMIT\":2,\"OFFSET\":2}");

        assertThat(full.path("next").asInt()).isEqualTo(2);
        assertThat(last.at("/result/items")).isEmpty();
        assertThat(last.has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"LIMIT\":0}", "{\"LIMIT\":-5}"})
    void listsFiftyAtATime(String parameters) {
        IntStream.rangeClosed(1, 250).forEach(id -> fake().addRecent("chat" + id));

        assertThat(list(parameters).at("/result/items")).hasSize(50);
        assertThat(list("{\"LIMIT\":1000}").at("/result/items")).hasSize(200);
    }

    @Test
    void putsTheNewestPinFirstAndThenTheLatestActivity() {
        fake().lastActivity("chat1", ago(3));
        fake().lastActivity("chat2", ago(2));
        fake().lastActivity("chat3", ago(1));
        fake().lastActivity("chat4", ago(4));
        portal().pin("chat3");
        portal().pin("chat1");

        assertThat(ids(items("{}"))).containsExactly("chat1", "chat3", "chat2", "chat4");
    }

    @Test
    void putPinsInTheOrderOfTheirActivityBefore() {
        fake().generation(Bitrix24Generation.TWENTY_FIVE_PINS);
        fake().lastActivity("chat1", ago(3));
        fake().lastActivity("chat3", ago(1));
        portal().pin("chat3");
        portal().pin("chat1");

        assertThat(ids(items("{}"))).containsExactly("chat3", "chat1");
        assertThat(items("{}").get(0).has("date_last_activity")).isFalse();
    }

    @Test
    void hidesPinsOfLaterActivityBehindADate() {
        fake().lastActivity("chat1", ago(1));
        fake().lastActivity("chat2", ago(5));
        fake().lastActivity("chat3", ago(6));
        portal().pin("chat1");
        portal().pin("chat3");

        JsonNode items = items("{\"LAST_MESSAGE_DATE\":\"" + PortalTime.atom(ago(4)) + "\",\"OFFSET\":1}");

        assertThat(ids(items)).containsExactly("chat3", "chat2");
    }

    @Test
    void findsADialogByTheDateThatItTellsOfIt() {
        clock.advance(Duration.ofMillis(700));
        fake().addRecent("chat1");
        String told = items("{}").at("/0/date_last_activity").asText();

        assertThat(items("{\"LAST_MESSAGE_DATE\":\"" + told + "\"}")).hasSize(1);
        assertThat(portal().result(GET, "{\"LAST_SYNC_DATE\":\"" + told + "\"}"))
                .hasSize(1);
    }

    @Test
    void ignoresADateInAnotherFormat() {
        fake().addRecent("chat1");

        assertThat(items("{\"LAST_MESSAGE_DATE\":\"2020-01-01\"}")).hasSize(1);
    }

    @Test
    void skipsKindsOfDialogs() {
        fake().addRecent("chat1", "2");
        fake().openLine(2020);

        assertThat(ids(items("{\"SKIP_CHAT\":\"Y\"}"))).containsExactly("2", "chat2020");
        assertThat(ids(items("{\"SKIP_DIALOG\":\"Y\"}"))).containsExactly("chat1", "chat2020");
        assertThat(ids(items("{\"SKIP_OPENLINES\":\"Y\"}"))).containsExactly("chat1", "2");
        assertThat(items("{\"SKIP_OPENLINES\":true}")).hasSize(3);
    }

    @Test
    void listsUnreadDialogsOnly() {
        fake().addRecent("chat1");
        fake().unread("chat2", 4);

        JsonNode items = items("{\"UNREAD_ONLY\":\"Y\"}");

        assertThat(ids(items)).containsExactly("chat2");
        assertThat(items.at("/0/counter").asInt()).isEqualTo(4);
        assertThat(items.at("/0/unread").asBoolean()).isTrue();
    }

    @Test
    void leavesTheCountersOut() {
        fake().addRecent("chat1");

        assertThat(items("{\"WITH_COUNTERS\":\"N\"}").get(0).has("counter")).isFalse();
        assertThat(items("{}").at("/0/counter").asInt(-1)).isZero();
    }

    @Test
    void tellsAChat() {
        portal().pin("chat17");

        JsonNode item = items("{}").get(0);

        assertThat(item.path("chat_id").asLong()).isEqualTo(17);
        assertThat(item.path("type").asText()).isEqualTo("chat");
        assertThat(item.at("/chat/id").asLong()).isEqualTo(17);
        assertThat(item.at("/chat/entity_type").asText("none")).isEmpty();
        assertThat(item.at("/message/id").asLong())
                .isEqualTo(item.path("last_id").asLong());
        assertThat(item.path("has_reminder").isBoolean()).isTrue();
        assertThat(item.path("options").isArray()).isTrue();
        assertThat(item.has("lines")).isFalse();
    }

    @Test
    void tellsAPrivateDialogWhoseChatHasAnotherNumber() {
        portal().pin("256");

        JsonNode item = items("{}").get(0);

        assertThat(item.path("id").isNumber()).isTrue();
        assertThat(item.path("chat_id").asLong()).isNotEqualTo(256);
        assertThat(item.at("/user/id").asLong()).isEqualTo(256);
        assertThat(item.has("chat")).isFalse();
    }

    @Test
    void tellsAGroupsChatByItsOwnId() {
        fake().sonetGroup(5, 1317);
        portal().pin("chat1317");

        JsonNode item = items("{}").get(0);

        assertThat(item.path("id").asText()).isEqualTo("chat1317");
        assertThat(item.at("/chat/entity_type").asText()).isEqualTo("SONET_GROUP");
        assertThat(item.at("/chat/entity_id").asText()).isEqualTo("5");
        assertThat(fake().isPinned("sg5")).isTrue();
    }

    @Test
    void holdsNoDialogThatIsNeitherChatNorPrivate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake().addRecent("sg5"))
                .withMessageContaining("sg5");
    }

    @Test
    void tellsAnOpenLineWithItsSession() {
        long session = fake().openLine(2020);

        JsonNode item = items("{}").get(0);

        assertThat(item.at("/lines/id").asLong()).isEqualTo(session);
        assertThat(item.at("/lines/status").asInt()).isLessThan(60);
        assertThat(item.at("/chat/owner").asLong()).isEqualTo(1);
        assertThat(item.at("/chat/entity_data_1").asText().split("\\|")[3]).isEqualTo("N");
        fake().closeOpenLine(2020);
        assertThat(items("{}").at("/0/lines/status").asInt()).isEqualTo(60);
    }

    @Test
    void writesDatesInThePortalsZone() {
        fake().addRecent("chat1");

        JsonNode answer = list("{}");

        assertThat(List.of(
                        answer.at("/time/date_start").asText(),
                        answer.at("/time/date_finish").asText(),
                        answer.at("/result/items/0/date_update").asText(),
                        answer.at("/result/items/0/date_last_activity").asText(),
                        answer.at("/result/items/0/message/date").asText(),
                        portal().result("server.time", "{}").asText()))
                .containsOnly("2026-03-03T11:00:00+03:00");
    }

    @Test
    void getsABareListOfTheLastThirtyDays() {
        fake().lastActivity("chat1", ago(29));
        fake().lastActivity("chat2", ago(31));

        assertThat(ids(portal().result(GET, "{}"))).containsExactly("chat1");
    }

    @Test
    void getsWhatWasPinnedAndUnpinnedSinceADate() {
        fake().lastActivity("chat1", ago(20));
        fake().lastActivity("chat2", ago(20));
        fake().lastActivity("chat3", ago(20));
        portal().pin("chat2");
        clock.advance(Duration.ofHours(1));
        String since = PortalTime.atom(clock.instant());
        portal().pin("chat1");
        portal().unpin("chat2");
        portal().unpin("chat3");

        JsonNode changed = portal().result(GET, "{\"LAST_SYNC_DATE\":\"" + since + "\"}");

        assertThat(ids(changed)).containsExactly("chat1", "chat2");
        assertThat(changed.at("/0/pinned").asBoolean()).isTrue();
        assertThat(changed.at("/1/pinned").asBoolean()).isFalse();
    }

    @Test
    void looksSevenDaysBackAtMost() {
        fake().lastActivity("chat1", ago(6));
        fake().lastActivity("chat2", ago(8));

        assertThat(ids(portal().result(GET, "{\"LAST_UPDATE\":\"2020-01-01T00:00:00Z\"}")))
                .containsExactly("chat1");
    }

    @Test
    void getsOpenLinesOfAnyAge() {
        fake().addRecent("chat1");
        fake().openLine(2020);
        fake().lastActivity("chat2020", ago(400));

        assertThat(ids(portal().result(GET, "{\"ONLY_OPENLINES\":\"Y\"}"))).containsExactly("chat2020");
        assertThat(ids(portal().result(GET, "{}"))).containsExactly("chat1");
    }

    @Test
    void findsAGroupsChat() {
        fake().sonetGroup(5, 1317);

        JsonNode dialog = portal().result("im.dialog.get", "{\"DIALOG_ID\":\"sg5\"}");

        assertThat(dialog.path("id").isTextual()).isTrue();
        assertThat(dialog.path("id").asText()).isEqualTo("1317");
        assertThat(dialog.path("dialog_id").asText()).isEqualTo("chat1317");
        assertThat(dialog.path("entity_type").asText()).isEqualTo("SONET_GROUP");
    }

    @Test
    void findsChatsAndPrivateDialogs() {
        assertThat(portal().result("im.dialog.get", "{\"DIALOG_ID\":\"chat17\"}")
                        .path("id")
                        .asText())
                .isEqualTo("17");
        assertThat(portal().result("im.dialog.get", "{\"dialog_id\":256}")
                        .path("dialog_id")
                        .asText())
                .isEqualTo("256");
    }

    @Test
    void findsNoOtherDialogs() {
        fake().denyAccess("chat1");
        fake().unknown("chat2");

        for (String dialogId : List.of("sg6", "crm7", "chat1", "chat2")) {
            assertThat(portal().call("im.dialog.get", "{\"DIALOG_ID\":\"" + dialogId + "\"}")
                            .error())
                    .as(dialogId)
                    .isEqualTo("ACCESS_ERROR");
        }
        assertThat(portal().call("im.dialog.get", "{}").error()).isEqualTo("DIALOG_ID_EMPTY");
    }

    private FakeBitrix24 fake() {
        return extension.fake();
    }

    private PortalClient portal() {
        return new PortalClient(fake());
    }

    private JsonNode list(String parameters) {
        return portal().call(LIST, parameters).json();
    }

    private JsonNode items(String parameters) {
        return list(parameters).at("/result/items");
    }

    private Instant ago(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private static List<String> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }
}
