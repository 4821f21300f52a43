package io.github.chatpin.example.board;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.fake.FakeGateway;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.example.board.Board.Chat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardRoutesTest {

    private static final String ANA = "5511977770001";
    private static final String BRUNO = "5511977770002";
    // Its title is known when the consumer has seen it
    private static final String CHAT_5 = "(chat5|Chat 5 \\(chat5\\))";
    private static final String CARLA = "5511977770003";

    private final StandIns standIns = new StandIns();
    private RunningBoard board;

    @BeforeEach
    void start() throws Exception {
        board = new RunningBoard(standIns.environment());
        board.awaitChats("bitrix24", "chat17", "256", "chat88");
        board.awaitChats("whatsapp", ANA, BRUNO);
    }

    @AfterEach
    void stop() {
        board.close();
        standIns.close();
    }

    @Test
    void showsWhatIsPinnedWithItsTitlesAndLogsNothingOfIt() {
        assertThat(board.column("whatsapp").chats())
                .containsExactly(new Chat(ANA, "Ana Souza, Padaria Lua"), new Chat(BRUNO, "Bruno Lima"));
        assertThat(board.log()).isEmpty();
    }

    @Test
    void showsWhatIsPinnedAndUnpinnedByHand() {
        standIns.pin("chat5", true);
        board.awaitChats("bitrix24", "chat5", "chat17", "256", "chat88");
        standIns.gateway().unpinByHand(ANA);
        board.awaitChats("whatsapp", BRUNO);

        assertThat(board.log())
                .containsExactly(
                        "Ana Souza, Padaria Lua (" + ANA + ") is no longer pinned", "Chat 5 (chat5) is pinned");
    }

    @Test
    void pinsAndUnpins() throws Exception {
        RunningBoard.Answer pinned = board.order("bitrix24/pin", "{\"chatId\":\"chat5\",\"pinned\":true}");
        RunningBoard.Answer unpinned =
                board.order("whatsapp/pin", "{\"chatId\":\"%s\",\"pinned\":false}".formatted(ANA));

        assertThat(pinned.status()).isEqualTo(200);
        assertThat(pinned.json().path("chatId").asText()).isEqualTo("chat5");
        assertThat(unpinned.json().path("pinned").asBoolean(true)).isFalse();
        board.awaitChats("bitrix24", "chat5", "chat17", "256", "chat88");
        board.awaitChats("whatsapp", BRUNO);
        assertThat(board.log())
                .contains("The board has unpinned Ana Souza, Padaria Lua (" + ANA + ")")
                .anyMatch(text -> text.matches("The board has pinned " + CHAT_5));
    }

    @Test
    void syncsAfterADryRunThatChangesNothing() throws Exception {
        String order = "{\"chats\":[\"chat5\",\"256\"],\"dryRun\":%s}";

        JsonNode plan = board.order("bitrix24/sync", order.formatted("true")).json();

        assertThat(plan)
                .hasToString("{\"pinned\":[{\"chatId\":\"chat5\",\"title\":null}],"
                        + "\"unpinned\":[{\"chatId\":\"chat17\",\"title\":\"Chat 17\"},"
                        + "{\"chatId\":\"chat88\",\"title\":\"Chat 88\"}],"
                        + "\"kept\":[{\"chatId\":\"256\",\"title\":\"User 256\"}],\"left\":[]}");
        assertThat(standIns.portal().pinnedDialogs()).containsExactly("chat17", "256", "chat88");

        JsonNode done = board.order("bitrix24/sync", order.formatted("false")).json();

        assertThat(done.findValuesAsText("chatId")).isEqualTo(plan.findValuesAsText("chatId"));
        assertThat(standIns.portal().pinnedDialogs()).containsExactly("chat5", "256");
        board.awaitChats("bitrix24", "chat5", "256");
        assertThat(board.log())
                .anyMatch(text -> text.matches("The board has synced: pinned " + CHAT_5
                        + "; unpinned Chat 17 \\(chat17\\), Chat 88 \\(chat88\\); kept User 256 \\(256\\)"));
    }

    @Test
    void saysInWordsWhyAPinIsNotDone() throws Exception {
        standIns.gateway().pinByHand(CARLA);

        RunningBoard.Answer full = board.order("whatsapp/pin", "{\"chatId\":\"5511977770004\",\"pinned\":true}");
        RunningBoard.Answer malformed = board.order("bitrix24/pin", "{\"chatId\":\"seventeen\",\"pinned\":true}");

        assertThat(full.status()).isEqualTo(422);
        assertThat(full.json().path("retryable").asBoolean(true)).isFalse();
        assertThat(full.json().path("failure").asText()).contains("pin");
        assertThat(malformed.status()).isEqualTo(422);
        assertThat(malformed.json().path("failure").asText()).contains("use chat17, sg5 or a user's number");
        assertThat(board.log())
                .contains(
                        full.json().path("failure").asText(),
                        malformed.json().path("failure").asText());
    }

    @Test
    void saysOfAFailureThatItMayPass() throws Exception {
        standIns.gateway().disconnect(standIns.gateway().session());

        RunningBoard.Answer answer =
                board.order("whatsapp/pin", "{\"chatId\":\"%s\",\"pinned\":true}".formatted(CARLA));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("retryable").asBoolean()).isTrue();
        board.awaitColumn("whatsapp", column -> column.failure() != null);

        standIns.gateway().connect(standIns.gateway().session());

        board.awaitColumn("whatsapp", column -> column.failure() == null);
        assertThat(board.log()).contains("The pinned chats can be read again");
    }

    @Test
    void saysWhichChatsOfASyncHaveFailed() throws Exception {
        standIns.portal().denyAccess("chat403");

        RunningBoard.Answer answer =
                board.order("bitrix24/sync", "{\"chats\":[\"chat17\",\"chat403\"],\"dryRun\":false}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("failure").asText())
                .startsWith("chat403: ")
                .doesNotContain("; ");
    }

    @Test
    void changesNothingWhereTheOrderDoesNotSaySo() throws Exception {
        assertThat(board.order("bitrix24/sync", "{\"chats\":[\"chat5\"]}").status())
                .isEqualTo(200);

        assertThat(standIns.portal().pinnedDialogs()).containsExactly("chat17", "256", "chat88");
    }

    @Test
    void refusesToSyncAnEmptyList() throws Exception {
        RunningBoard.Answer answer = board.order("bitrix24/sync", "{\"chats\":[],\"dryRun\":false}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("failure").asText()).contains("allowEmpty");
        assertThat(standIns.portal().pinnedDialogs()).hasSize(3);
    }

    @Test
    void goesOnAfterAReadingThatHasFailed() {
        standIns.portal().failNext(Fault.status(503, "{}"), 2);
        board.awaitColumn("bitrix24", column -> column.failure() != null);
        standIns.pin("chat5", true);

        board.awaitChats("bitrix24", "chat5", "chat17", "256", "chat88");

        board.awaitColumn("bitrix24", column -> column.failure() == null);
    }

    @Test
    void showsWhatWaitsAndWhatIsLeftOfTheLimit() {
        board.awaitColumn(
                "bitrix24", column -> column.load() != null && column.load().permitsLeft() != null);
        board.awaitColumn("whatsapp", column -> column.load() != null);

        assertThat(board.column("bitrix24").load().account())
                .startsWith(standIns.portal().url());
        assertThat(board.column("whatsapp").load().account())
                .startsWith("wwebjs at " + standIns.gateway().url());
        assertThat(board.column("bitrix24").load().limit()).isEqualTo("50 requests, drained in 25 s");
        assertThat(board.column("whatsapp").load().permitsLeft()).isNull();
        assertThat(board.column("whatsapp").load().pending()).isZero();
    }

    @Test
    void treatsTheUpstreamsWell() {
        standIns.pin("chat5", true);
        board.awaitChats("bitrix24", "chat5", "chat17", "256", "chat88");

        assertThat(standIns.portal().violations()).isEmpty();
        assertThat(standIns.gateway().violations()).isEmpty();
    }

    @Test
    void showsWhatItHasPinnedWhereTheGatewayDoesNotTell() throws Exception {
        try (FakeGateway gowa = FakeGateway.gowa().start();
                RunningBoard other = new RunningBoard(Map.of(
                        "CHATPIN_WHATSAPP_GATEWAY", "gowa",
                        "CHATPIN_WHATSAPP_GATEWAY_URL", gowa.url(),
                        "CHATPIN_WHATSAPP_INSTANCE", gowa.session(),
                        "CHATPIN_WHATSAPP_TOKEN", gowa.token()))) {
            other.awaitChats("whatsapp");

            other.order("whatsapp/pin", "{\"chatId\":\"%s\",\"pinned\":true}".formatted(ANA));

            other.awaitChats("whatsapp", ANA);
            assertThat(other.column("whatsapp").tellsPins()).isFalse();
        }
    }

    @Test
    void changesByHandGiveTheBoardSomethingToShow() throws Exception {
        try (RunningBoard other = new RunningBoard(standIns.environment(), new ChangesByHand(standIns, 100))) {
            await().atMost(20, SECONDS)
                    .until(() -> other.log().contains("Night shift (120363041234567890@g.us) is" + " pinned"));
        }
    }
}
