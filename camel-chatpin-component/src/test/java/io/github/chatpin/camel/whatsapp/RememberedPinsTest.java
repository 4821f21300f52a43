package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberedPinsTest {

    private final RememberedPins pins = new RememberedPins();

    @Test
    void isFullWithThreeOthers() {
        pin("a", "b", "c");

        assertThat(pins.isFullWithout("d")).isTrue();
        assertThat(pins.isFullWithout("c")).isFalse();
    }

    @Test
    void countsAChatOnceWhoseFirstAnswerDidNotNameIt() {
        pins.note("a", "a", true); // no chat_jid
        pins.note("a", "a@s.whatsapp.net", true);
        pin("b");

        assertThat(pins.isFullWithout("c")).isFalse();
    }

    @Test
    void countsAChatOnceThatIsAskedForInTwoWays() {
        pins.note("5511999999999", "551199999999@s.whatsapp.net", true);
        pins.note("551199999999", "551199999999@s.whatsapp.net", true);
        pin("b");

        assertThat(pins.isFullWithout("c")).isFalse();
    }

    @Test
    void forgetsAChatWhenItIsUnpinnedByAnAnswerThatDoesNotNameIt() {
        pin("a", "b", "c");
        pins.note("a", "a", false); // no chat_jid

        assertThat(pins.isFullWithout("d")).isFalse();
    }

    @Test
    void forgetsTheOldestWhenAFourthWasAccepted() {
        pin("a", "b", "c", "d");

        assertThat(pins.isFullWithout("a")).isTrue();
        assertThat(pins.isFullWithout("b")).isFalse();
    }

    private void pin(String... keys) {
        for (String key : keys) {
            pins.note(key, key + "@s.whatsapp.net", true);
        }
    }
}
