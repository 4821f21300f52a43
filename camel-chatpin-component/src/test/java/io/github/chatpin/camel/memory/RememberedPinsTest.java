package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.memory.RememberedPins.Remembered;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedPinsTest {

    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private final AtomicInteger changes = new AtomicInteger();
    private final RememberedPins pins = new RememberedPins(changes::incrementAndGet);
    private Instant now = START;

    @Test
    void remembersNothingAtFirst() {
        assertThat(pins.all()).isEmpty();
        assertThat(pins.newestFirst()).isEmpty();
        assertThat(pins.find("a")).isEmpty();
        assertThat(changes).hasValue(0);
    }

    @Test
    void remembersWhatWasPinnedAndWhen() {
        pin("a", "b");

        assertThat(pins.all())
                .containsExactly(new Remembered("a", null, START), new Remembered("b", null, START.plusSeconds(1)));
        assertThat(pins.newestFirst()).containsExactly("b", "a");
        assertThat(changes).hasValue(2);
    }

    @Test
    void forgetsWhatIsUnpinned() {
        pin("a", "b");
        unpin("a");

        assertThat(pins.newestFirst()).containsExactly("b");
        assertThat(changes).hasValue(3);
    }

    @Test
    void doesNotChangeByTheUnpinOfAChatThatItDoesNotKnow() {
        unpin("a");

        assertThat(changes).hasValue(0);
    }

    @Test
    void keepsTheAgeOfAChatThatIsPinnedAgain() {
        pin("a", "b", "a");

        assertThat(pins.newestFirst()).containsExactly("b", "a");
        assertThat(pins.find("a")).contains(new Remembered("a", null, START));
        assertThat(changes).as("the third pin has changed nothing").hasValue(2);
    }

    @Test
    void givesAChatANewAgeThatWasUnpinnedMeanwhile() {
        pin("a", "b");
        unpin("a");
        pin("a");

        assertThat(pins.newestFirst()).containsExactly("a", "b");
    }

    @Test
    void learnsWhatTheGatewayCallsAChat() {
        pins.note("a", null, true, START);
        pins.note("a", "a@s.whatsapp.net", true, START.plusSeconds(1));

        assertThat(pins.all()).containsExactly(new Remembered("a", "a@s.whatsapp.net", START));
        assertThat(changes).hasValue(2);
    }

    @Test
    void keepsWhatTheGatewayCallsAChatWhereAnAnswerDoesNotSay() {
        pins.note("a", "a@s.whatsapp.net", true, START);
        pins.note("a", null, true, START.plusSeconds(1));

        assertThat(pins.all()).containsExactly(new Remembered("a", "a@s.whatsapp.net", START));
    }

    @Test
    void remembersAChatOnceThatIsWrittenInTwoWays() {
        pins.note("5511999999999", "551199999999@s.whatsapp.net", true, START);
        pins.note("551199999999", "551199999999@s.whatsapp.net", true, START);

        assertThat(pins.newestFirst()).containsExactly("551199999999");
    }

    @Test
    void keepsTheAgeOfAChatThatIsWrittenInAnotherWay() {
        pins.note("5511999999999", "551199999999@s.whatsapp.net", true, START);
        pins.note("other", null, true, START.plusSeconds(1));
        pins.note("551199999999", "551199999999@s.whatsapp.net", true, START.plusSeconds(2));

        assertThat(pins.all())
                .containsExactly(
                        new Remembered("551199999999", "551199999999@s.whatsapp.net", START),
                        new Remembered("other", null, START.plusSeconds(1)));
    }

    @Test
    void keepsTheAgeOfTheChatsOwnNameWhereBothAreRemembered() {
        pins.note("551199999999", null, true, START);
        pins.note("5511999999999", "551199999999@s.whatsapp.net", true, START.plusSeconds(1));
        pins.note("551199999999", "551199999999@s.whatsapp.net", true, START.plusSeconds(2));

        assertThat(pins.all()).containsExactly(new Remembered("551199999999", "551199999999@s.whatsapp.net", START));
    }

    @Test
    void forgetsAChatThatIsUnpinnedInAnotherWayOfWriting() {
        pins.note("5511999999999", "551199999999@s.whatsapp.net", true, START);
        pins.note("551199999999", "551199999999@s.whatsapp.net", false, START);

        assertThat(pins.all()).isEmpty();
        assertThat(changes).hasValue(2);
    }

    @Test
    void forgetsWhatAListDoesNotShow() {
        pin("a", "b", "c");

        pins.shown(List.of("c", "by hand"), pins.mark());

        assertThat(pins.newestFirst()).containsExactly("c");
        assertThat(changes).hasValue(4);
    }

    @Test
    void doesNotChangeByAListThatShowsAll() {
        pin("a", "b");

        pins.shown(List.of("b", "a"), pins.mark());

        assertThat(changes).hasValue(2);
    }

    @Test
    void keepsWhatWasNotedAfterTheListWasAskedFor() {
        pin("a", "b");
        long mark = pins.mark();
        pin("c", "a");

        pins.shown(List.of(), mark);

        assertThat(pins.newestFirst()).containsExactly("c", "a");
    }

    @Test
    void givesTheOldAgeBack() {
        pin("a", "b");
        Remembered before = pins.find("a").orElseThrow();
        unpin("a");
        pin("a");

        pins.restore("a", before);

        assertThat(pins.newestFirst()).containsExactly("b", "a");
        assertThat(pins.find("a")).contains(before);
    }

    @Test
    void keepsTheNameThatItHasLearntSince() {
        pin("a");
        Remembered before = pins.find("a").orElseThrow();
        pins.note("a", "a@s.whatsapp.net", true, now);

        pins.restore("a", before);

        assertThat(pins.find("a")).contains(new Remembered("a", "a@s.whatsapp.net", START));
    }

    @Test
    void forgetsAChatAgainThatWasNotRememberedBefore() {
        pin("a");

        pins.restore("a", null);

        assertThat(pins.all()).isEmpty();
        assertThat(changes).hasValue(2);
    }

    @Test
    void keepsWhatWasGivenBackAfterTheListWasAskedFor() {
        pin("a");
        Remembered before = pins.find("a").orElseThrow();
        long mark = pins.mark();
        pins.restore("a", before);

        pins.shown(List.of(), mark);

        assertThat(pins.newestFirst()).containsExactly("a");
    }

    @Test
    void putsWhatItTakesInAtThePlaceOfItsAge() {
        pin("a", "b", "c");
        pins.takeIn(new Remembered("between", null, START.plusMillis(1500)));
        pins.takeIn(new Remembered("before", null, START.minusSeconds(1)));
        pins.takeIn(new Remembered("after", null, START.plusSeconds(9)));

        assertThat(pins.newestFirst()).containsExactly("after", "c", "between", "b", "a", "before");
    }

    @Test
    void hasAChatOnceThatItTakesInAnew() {
        pin("a", "b");

        pins.takeIn(new Remembered("b", "b@s.whatsapp.net", START.minusSeconds(1)));

        assertThat(pins.all())
                .containsExactly(
                        new Remembered("b", "b@s.whatsapp.net", START.minusSeconds(1)),
                        new Remembered("a", null, START));
    }

    @Test
    void forgetsTheOldestOfMoreThanAThousand() {
        for (int i = 0; i <= RememberedPins.MOST; i++) {
            pin("chat" + i);
        }

        assertThat(RememberedPins.MOST).isEqualTo(1000);
        assertThat(pins.all()).hasSize(1000);
        assertThat(pins.find("chat0")).isEmpty();
        assertThat(pins.find("chat1")).isPresent();
    }

    @Test
    void takesInNoMoreThanAThousand() {
        for (int i = 0; i <= RememberedPins.MOST; i++) {
            pins.takeIn(new Remembered("chat" + i, null, START.minusSeconds(i)));
        }

        assertThat(pins.all()).hasSize(1000);
        assertThat(pins.find("chat1000")).as("the oldest").isEmpty();
    }

    @Test
    void tellsHowManyChatsTheLastListShowed() {
        pin("a");
        assertThat(pins.listed()).as("before the first").isNull();

        pins.shown(List.of("a", "by hand", "a"), pins.mark());

        assertThat(pins.listed()).isEqualTo(2);
    }

    @Test
    void tellsHowManyChatsItRemembers() {
        pin("a", "b");

        assertThat(pins.size()).isEqualTo(2);
    }

    @Test
    void countsOthersThanAChat() {
        pin("a", "b");

        assertThat(pins.countWithout("a")).isEqualTo(1);
        assertThat(pins.countWithout("c")).isEqualTo(2);
    }

    private void pin(String... chatIds) {
        for (String chatId : chatIds) {
            pins.note(chatId, null, true, now);
            now = now.plusSeconds(1);
        }
    }

    private void unpin(String chatId) {
        pins.note(chatId, null, false, now);
        now = now.plusSeconds(1);
    }
}
