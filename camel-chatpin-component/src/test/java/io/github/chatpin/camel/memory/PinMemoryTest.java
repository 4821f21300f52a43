package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PinMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final PinMemory memory = new PinMemory(Clock.fixed(NOW, ZoneOffset.UTC));
    private final AtomicInteger saves = new AtomicInteger();

    @Test
    void keepsTheMethodsApart() {
        memory.note("b", "chat1", null, true);
        memory.note("a", "chat2", "jid", true);

        assertThat(memory.all())
                .isEqualTo(Map.of(
                        "a", List.of(new Remembered("chat2", "jid", NOW)),
                        "b", List.of(new Remembered("chat1", null, NOW))));
        assertThat(memory.all().keySet()).as("in an order").containsExactly("a", "b");
        assertThat(memory.size()).isEqualTo(2);
    }

    @Test
    void leavesOutMethodsOfWhichNothingIsRemembered() {
        memory.note("a", "chat1", null, true);
        memory.note("a", "chat1", null, false);

        assertThat(memory.all()).isEmpty();
    }

    @Test
    void isSavedWhenItHasChanged() {
        memory.keepBy(keeper());
        memory.save();
        assertThat(saves).hasValue(0);

        memory.note("a", "chat1", null, true);
        memory.save();

        assertThat(saves).hasValue(1);
        assertThat(memory.takeChanged()).isTrue();
        memory.save();
        assertThat(saves).hasValue(1);
    }

    @Test
    void hasChangedUntilItIsTaken() {
        memory.note("a", "chat1", null, true);

        assertThat(memory.takeChanged()).isTrue();
        assertThat(memory.takeChanged()).isFalse();
        memory.mustBeKept();
        assertThat(memory.takeChanged()).isTrue();
    }

    @Test
    void hasNotChangedByWhatItTakesIn() {
        memory.takeIn(Map.of("a", List.of(new Remembered("chat1", null, NOW))));

        assertThat(memory.size()).isEqualTo(1);
        assertThat(memory.takeChanged()).isFalse();
    }

    @Test
    void keepsWhatItHasNotedOverWhatItTakesIn() {
        memory.note("a", "chat1", "new", true);

        memory.takeIn(Map.of(
                "a",
                List.of(
                        new Remembered("chat1", "old", NOW.minusSeconds(9)),
                        new Remembered("chat2", null, NOW.minusSeconds(8)))));

        assertThat(memory.all().get("a"))
                .containsExactly(
                        new Remembered("chat2", null, NOW.minusSeconds(8)), new Remembered("chat1", "new", NOW));
    }

    @Test
    void isKeptWhereThereIsWhatSavesIt() {
        assertThat(memory.isKept()).isFalse();

        memory.keepBy(keeper());

        assertThat(memory.isKept()).isTrue();
    }

    @Test
    void tellsWhatIsKnownOfEachMethod() {
        KnownPins b = memory.of("b");
        KnownPins a = memory.of("a");

        assertThat(memory.known()).containsExactly(entry("a", a), entry("b", b));
    }

    /** A change that is noted while another thread asks must be seen by that thread, then or the next time. */
    @Test
    void losesNoChangeThatIsNotedWhileItIsAsked() {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong asked = new AtomicLong();
        AtomicInteger taken = new AtomicInteger();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                if (memory.takeChanged()) {
                    taken.incrementAndGet();
                }
                asked.incrementAndGet();
            }
        });
        int noted = 0;
        while (noted < 100_000 && taken.get() == noted) {
            memory.mustBeKept();
            noted++;
            long next = asked.get() + 2; // the one that is under way, and a whole one
            while (asked.get() < next && !other.isDone()) {
                Thread.onSpinWait();
            }
        }
        isOver.set(true);
        other.join();
        assertThat(taken).hasValue(noted);
    }

    private PinMemory.Keeper keeper() {
        return new PinMemory.Keeper() {
            @Override
            public void save() {
                saves.incrementAndGet();
            }

            @Override
            public Optional<SeenPins.State> read(String consumer) {
                return Optional.empty();
            }

            @Override
            public boolean write(String consumer, SeenPins.State state) {
                return true;
            }
        };
    }
}
