package io.github.chatpin.example.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.example.board.Board.Chat;
import io.github.chatpin.example.board.Board.Column;
import io.github.chatpin.example.board.Board.Entry;
import io.github.chatpin.example.board.Board.Kind;
import io.github.chatpin.example.board.Board.Load;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Instant START = Instant.parse("2026-11-27T10:15:30Z");
    private static final String PORTAL = "bitrix24";

    private final Board board = new Board(
            List.of(new Account(PORTAL, "Bitrix24", true), new Account("whatsapp", "WhatsApp", false)),
            Clock.fixed(START, ZoneOffset.UTC));

    private static PinnedChat listed(String chat, String title) {
        return new PinnedChat(PORTAL, chat, title, false);
    }

    private static PinChange change(String chat, boolean pinned, String title) {
        return new PinChange(PORTAL, chat, pinned, title);
    }

    private Column portal() {
        return board.state().columns().get(0);
    }

    private List<String> log() {
        return board.state().log().stream().map(Entry::text).toList();
    }

    @Test
    void knowsNoChatsUntilTheyAreListed() {
        assertThat(portal()).isEqualTo(new Column(PORTAL, "Bitrix24", true, null, null, null));
        assertThat(board.needsListing(PORTAL)).isTrue();

        board.listed(PORTAL, List.of());

        assertThat(portal().chats()).isEmpty();
        assertThat(board.needsListing(PORTAL)).isFalse();
    }

    @Test
    void showsListedChatsInTheirOrderAndLogsNone() {
        board.listed(PORTAL, List.of(listed("chat17", "Sales"), listed("256", null)));

        assertThat(portal().chats()).containsExactly(new Chat("chat17", "Sales"), new Chat("256", null));
        assertThat(log()).isEmpty();
    }

    @Test
    void showsAChangeOnTopAtOnceAndWantsAListing() {
        board.listed(PORTAL, List.of(listed("chat17", "Sales")));

        board.changed(change("chat5", true, "Night shift"));

        assertThat(portal().chats()).containsExactly(new Chat("chat5", "Night shift"), new Chat("chat17", "Sales"));
        assertThat(board.needsListing(PORTAL)).isTrue();
        assertThat(board.state().log())
                .containsExactly(new Entry(
                        START.toEpochMilli() + 1,
                        "2026-11-27T10:15:30Z",
                        PORTAL,
                        Kind.PINNED,
                        "chat5",
                        "Night shift (chat5) is pinned"));
    }

    @Test
    void remembersTheTitleOfAChatThatIsUnpinned() {
        board.listed(PORTAL, List.of(listed("chat17", "Sales")));

        board.changed(change("chat17", false, null));

        assertThat(portal().chats()).isEmpty();
        assertThat(log()).containsExactly("Sales (chat17) is no longer pinned");
        assertThat(board.titled(List.of("chat17"))).containsExactly(new Chat("chat17", "Sales"));
    }

    @Test
    void logsAFailureThatLastsOnceAndItsEnd() {
        board.read(PORTAL, "503");
        board.read(PORTAL, "503");
        assertThat(portal().failure()).isEqualTo("503");
        board.read(PORTAL, null);
        board.read(PORTAL, null);

        assertThat(portal().failure()).isNull();
        assertThat(log()).containsExactly("The pinned chats can be read again", "The pinned chats cannot be read: 503");
    }

    @Test
    void tellsItsListenersOfChangesOnly() {
        AtomicInteger told = new AtomicInteger();
        board.addListener(told::incrementAndGet);
        Load load = new Load("portal", "50 requests", 48, 0, 0);

        board.listed(PORTAL, List.of(listed("chat17", "Sales")));
        board.listed(PORTAL, List.of(listed("chat17", "Sales")));
        board.busy(PORTAL, load);
        board.busy(PORTAL, load);

        assertThat(told).hasValue(2);
        assertThat(board.state().version()).isEqualTo(2);
        assertThat(portal().load()).isEqualTo(load);
    }

    @Test
    void tellsAListenerNothingThatHasLeft() {
        AtomicInteger told = new AtomicInteger();
        Runnable listener = told::incrementAndGet;
        board.addListener(listener);
        board.removeListener(listener);

        board.note(PORTAL, Kind.DONE, "done");

        assertThat(told).hasValue(0);
    }

    @Test
    void forgetsWhatIsLongPast() {
        for (int i = 1; i <= 60; i++) {
            board.note(PORTAL, Kind.DONE, "entry " + i);
        }

        assertThat(log()).hasSize(50).startsWith("entry 60").endsWith("entry 11");
    }
}
