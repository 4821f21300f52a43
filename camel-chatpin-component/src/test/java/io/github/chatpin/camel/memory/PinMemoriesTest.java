package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chatpin.camel.LogRecorder;
import io.github.chatpin.camel.RecordedStates;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;

class PinMemoriesTest {

    private static final String KEY = "bitrix24 acme.bitrix24.com user 1";
    private static final String METHOD = "im.recent.pin";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC);
    private static final String KEPT = "{\"version\":1,\"pinned\":{\"im.recent.pin\":["
            + "{\"chatId\":\"chat1\",\"since\":\"2026-11-26T10:00:00Z\"},"
            + "{\"chatId\":\"chat2\",\"since\":\"2026-11-26T11:00:00Z\"}]}}";

    private final RecordedStates states = new RecordedStates();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PinMemories memories = new PinMemories(CLOCK, tasks::add);

    @Test
    void isOneForAllCredentialsOfAUser() {
        PinMemory one = memories.of("webhook a", KEY, KEY, null);

        assertThat(memories.of("webhook b", KEY, KEY, null)).isSameAs(one);
        assertThat(memories.of("webhook a", KEY + "1", KEY + "1", null)).isNotSameAs(one);
    }

    @Test
    void isReadWhenTheFirstEndpointStarts() {
        states.setState(KEY, KEPT);

        PinMemory memory = memories.of("a", KEY, KEY, states);
        memories.of("b", KEY, KEY, states);

        assertThat(newestFirst(memory)).containsExactly("chat2", "chat1");
        assertThat(states.starts()).isEqualTo(1);
        assertThat(tasks).as("nothing has changed").isEmpty();
    }

    @Test
    void isWrittenOnAnotherThreadOncePerSave() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        pin(memory, "chat1");
        pin(memory, "chat2");
        memory.save();
        memory.save();

        assertThat(states.writes()).as("the sender does not wait").isEmpty();
        run();
        assertThat(states.writes()).hasSize(1);
        assertThat(newestFirst(another(states))).containsExactly("chat2", "chat1");
    }

    @Test
    void isWrittenAgainWhenItChangesAgain() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        pin(memory, "chat1");
        memory.save();
        run();
        pin(memory, "chat2");
        memory.save();
        run();

        assertThat(states.writes()).hasSize(2);
    }

    @Test
    void keepsWhatWasNotedBeforeTheRepositoryCame() {
        states.setState(KEY, KEPT);
        PinMemory memory = memories.of("a", KEY, KEY, null);
        pin(memory, "chat3");
        memory.save();

        assertThat(memories.of("a", KEY, KEY, states)).isSameAs(memory);
        run();

        assertThat(newestFirst(memory)).containsExactly("chat3", "chat2", "chat1");
        assertThat(newestFirst(another(states))).containsExactly("chat3", "chat2", "chat1");
    }

    @Test
    void usesTheAccountsRepositoryWhereAnEndpointNamesNone() {
        memories.of("a", KEY, KEY, states);
        PinMemory memory = memories.of("a", KEY, KEY, null);
        pin(memory, "chat1");
        memory.save();
        run();

        assertThat(states.states()).containsOnlyKeys(KEY);
    }

    @Test
    void refusesASecondRepository() {
        memories.of("a", KEY, KEY, states);

        assertThatThrownBy(() -> memories.of("a", KEY, KEY, new RecordedStates()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pinRepository: another endpoint that shares " + KEY
                        + " has another value; set the same on all of them");
    }

    @Test
    void isFreeForAnotherRepositoryWhereTheFirstCouldNotBeRead() {
        RecordedStates broken = new RecordedStates() {
            @Override
            public String getState(String key) {
                throw new IllegalStateException("broken");
            }
        };
        assertThatThrownBy(() -> memories.of("a", KEY, KEY, broken)).hasMessage("broken");

        pin(memories.of("a", KEY, KEY, states), "chat1");
        memories.close();

        assertThat(states.writes()).hasSize(1);
    }

    @Test
    void setsAsideWhatCannotBeRead() {
        states.setState(KEY, "{\"version\":2}");
        try (LogRecorder log = LogRecorder.open(Level.WARN, Level.WARN)) {
            assertThat(memories.of("a", KEY, KEY, states).size()).isZero();

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARN ")
                    .contains("What pinRepository has for " + KEY + " cannot be read; it is kept as " + KEY
                            + " (unreadable), and nothing is remembered");
        }
        assertThat(states.states()).containsEntry(KEY + " (unreadable)", "{\"version\":2}");
    }

    @Test
    void triesAgainWithTheNextPinWhatCouldNotBeWritten() {
        states.whenWritten = () -> {
            throw new IllegalStateException("it repeats secrets");
        };
        PinMemory memory = memories.of("a", KEY, KEY, states);
        try (LogRecorder log = LogRecorder.open(Level.WARN, Level.WARN)) {
            for (String chat : List.of("chat1", "chat2")) {
                pin(memory, chat);
                memory.save();
                run();
            }

            assertThat(log.lines())
                    .as("once, and without what the repository says")
                    .singleElement()
                    .asString()
                    .contains("pinRepository cannot keep what is pinned in " + KEY
                            + " (java.lang.IllegalStateException); it is tried again")
                    .doesNotContain("secrets");
        }
        states.whenWritten = () -> {};
        pin(memory, "chat2"); // which is nothing new
        memory.save();
        run();

        assertThat(newestFirst(another(states))).containsExactly("chat2", "chat1");
    }

    @Test
    void writesOnTheSpotWhereNoThreadTakesIt() {
        PinMemories stopping = new PinMemories(CLOCK, task -> {
            throw new RejectedExecutionException();
        });
        PinMemory memory = stopping.of("a", KEY, KEY, states);
        pin(memory, "chat1");
        memory.save();

        assertThat(states.writes()).hasSize(1);
    }

    @Test
    void writesWhatIsLeftBeforeItEnds() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        pin(memory, "chat1");
        memory.save();

        memories.close();
        run();

        assertThat(states.writes()).hasSize(1);
    }

    @Test
    void isForgottenWithTheLastAccountThatUsesIt() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        memories.of("b", KEY, KEY, states);
        pin(memory, "chat1");

        memories.forget("a");
        assertThat(memories.of("b", KEY, KEY, null)).isSameAs(memory);
        assertThat(states.writes()).isEmpty();

        memories.forget("b");
        assertThat(states.writes()).hasSize(1);
        assertThat(memories.of("b", KEY, KEY, new RecordedStates())).isNotSameAs(memory);
    }

    /** As by an answer that is read while the context stops: the threads may end before they write it. */
    @Test
    void writesOnTheSpotWhatIsNotedWhenItIsForgotten() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        memories.forget("a");

        pin(memory, "chat1");
        memory.save();

        assertThat(states.writes()).hasSize(1);
        assertThat(tasks).isEmpty();
    }

    /** What stops must be written before it is read by what starts in the same moment. */
    @Test
    void isWrittenBeforeItIsReadAnew() throws Exception {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        pin(memory, "chat1");
        CompletableFuture<PinMemory> anew = new CompletableFuture<>();
        states.whenWritten = () -> {
            Thread starts = new Thread(() -> anew.complete(memories.of("a", KEY, KEY, states)));
            starts.setDaemon(true);
            starts.start();
            while (starts.getState() != Thread.State.BLOCKED && starts.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
        };

        memories.forget("a");

        assertThat(newestFirst(anew.join())).containsExactly("chat1");
    }

    @Test
    void stopsARepositoryOnceAndAfterAllIsWritten() {
        PinMemory memory = memories.of("a", KEY, KEY, states);
        memories.of("b", "whatsapp gateway sales", "whatsapp gateway sales", states);
        pin(memory, "chat1");

        memories.forget("a");
        assertThat(states.stops()).as("another one uses it").isZero();
        pin(memories.of("a", KEY, KEY, states), "chat2");
        memories.close();

        assertThat(states.writes()).hasSize(2);
        assertThat(states.stops()).isEqualTo(1);
    }

    @Test
    void stopsARepositoryWhoseAccountsAreAllForgotten() {
        memories.of("a", KEY, KEY, states);

        memories.forget("a");
        memories.close();

        assertThat(states.stops()).isEqualTo(1);
    }

    @Test
    void startsARepositoryAgainThatItHasStopped() {
        memories.of("a", KEY, KEY, states);
        memories.forget("a");
        memories.close();

        memories.of("a", KEY, KEY, states);

        assertThat(states.starts()).isEqualTo(2);
    }

    private void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static void pin(PinMemory memory, String chat) {
        memory.note(METHOD, chat, null, true);
    }

    private static List<String> newestFirst(PinMemory memory) {
        return memory.of(METHOD).remembered().newestFirst();
    }

    /** Returns the memory of another process. */
    private static PinMemory another(RecordedStates states) {
        return new PinMemories(CLOCK, Runnable::run).of("a", KEY, KEY, states);
    }
}
