package io.github.chatpin.example.partitioned;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.chatpin.example.partitioned.Outcome.Chat;
import io.github.chatpin.example.partitioned.Topics.DeadRecord;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run, with a process that joins, another one that is killed, and poison; and what became of it. */
@Tag("processes")
class PartitionedTest {

    private static final Load LOAD = new Load(2, 50, 200, 8, 2);
    private static final Duration UNTIL_MUCH_MAY_GO_AT_ONCE = Duration.ofSeconds(3);
    private static final int MORE_THAN_AT_ONCE = 8; // rounds, of one request each
    private static final String PORTAL = LOAD.names().get(0);

    @TempDir
    private static Path directory;

    private static Outcome outcome;

    @BeforeAll
    static void run() throws Exception {
        try (Fleet fleet = new Fleet(LOAD, HandOver.EMPTY, directory)) {
            fleet.join();
            poison(fleet.topics());
            fleet.rest(UNTIL_MUCH_MAY_GO_AT_ONCE);
            fleet.start();
            fleet.keepBusy();
            fleet.awaitRounds(MORE_THAN_AT_ONCE);
            fleet.awaitJoined();
            fleet.awaitRounds(2);
            fleet.kill();
            fleet.awaitRounds(2);
            outcome = fleet.outcome();
        }
        System.out.printf(
                "PartitionedTest: %d requests, %d rejected, %d of %d pins again, %d s%n",
                outcome.requests(),
                outcome.rejected(),
                outcome.again(),
                outcome.orders(),
                outcome.time().toSeconds());
    }

    private static void poison(Topics topics) {
        byte[] order = new PinOrder(PORTAL, "chat1", true).json();
        topics.send(null, order);
        topics.send(bytes("another portal"), order);
        topics.send(bytes(PORTAL), bytes("{\"portal\":"));
        topics.send(bytes(PORTAL), null);
        topics.send(new PinOrder(PORTAL, "chat 1", true));
        topics.send(new PinOrder("nowhere", "chat1", true));
        topics.flush();
    }

    @Test
    void losesNoPin() {
        assertThat(outcome.chats()).hasSize(LOAD.portals() * LOAD.chats()).allSatisfy(chat -> assertThat(chat.states())
                .hasSizeGreaterThanOrEqualTo(outcome.rounds()));
    }

    @Test
    void leavesEachChatAsItsLastRecordSays() {
        assertThat(outcome.chats()).extracting(Chat::isPinned).containsOnly(Load.isPinned(outcome.rounds()));
    }

    @Test
    void keepsTheOrderOfEachChatButForTheStepBackAfterAKill() {
        assertThat(outcome.stumbles()).isLessThanOrEqualTo(1);
    }

    @Test
    void staysWithinTheLimits() {
        assertThat(outcome.rejected()).isZero();
    }

    @Test
    void buriesPoisonWithAReasonAndGoesOn() {
        assertThat(outcome.dead())
                .extracting(DeadRecord::key, DeadRecord::failure, DeadRecord::reason)
                .contains(
                        tuple(null, "MalformedRecordException", "The record has no key; it must be the portal"),
                        tuple(
                                "another portal",
                                "MalformedRecordException",
                                "The record's key is not its portal, " + PORTAL),
                        tuple(
                                PORTAL,
                                "MalformedRecordException",
                                "The record is no order: portal, chatId and pinned must be there"),
                        tuple(
                                "nowhere",
                                "InvalidPinRequestException",
                                "No account nowhere: accounts does not know it"));
        assertThat(outcome.dead())
                .hasSize(6)
                .noneMatch(DeadRecord::retryable)
                .extracting(DeadRecord::failure, DeadRecord::value)
                .contains(
                        tuple("MalformedRecordException", "{\"portal\":"),
                        tuple(
                                "InvalidPinRequestException",
                                new String(new PinOrder(PORTAL, "chat 1", true).json(), UTF_8)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
