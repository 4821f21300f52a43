package io.github.chatpin.camel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OtherIdsTest {

    private final OtherIds otherIds = new OtherIds();

    @Test
    void areThoseThatAppearInsteadOfAChatThatWasPinned() {
        otherIds.listed(List.of("b"));
        otherIds.changed("a", true);

        otherIds.listed(List.of("b", "a@lid"));

        assertThat(otherIds.of("a")).containsExactly("a@lid");
        assertThat(otherIds.of("b")).isEmpty();
    }

    @Test
    void stayWhileTheListShowsThem() {
        appearInsteadOfA();

        otherIds.listed(List.of("a@lid", "c"));

        assertThat(otherIds.of("a")).containsExactly("a@lid");
    }

    @Test
    void endWhereTheListDoesNotShowThemAnyMore() {
        appearInsteadOfA();

        otherIds.listed(List.of("c"));

        assertThat(otherIds.of("a")).isEmpty();
    }

    @Test
    void endWhereTheListShowsTheChatItself() {
        appearInsteadOfA();

        otherIds.listed(List.of("a", "a@lid"));

        assertThat(otherIds.of("a")).isEmpty();
    }

    @Test
    void areNotThoseThatWerePinnedAsWell() {
        otherIds.listed(List.of());
        otherIds.changed("a", true);
        otherIds.changed("b", true);

        otherIds.listed(List.of("b"));

        assertThat(otherIds.of("a")).isEmpty();
    }

    @Test
    void areThoseThatWereUnpinnedForItAndAreThereAgain() {
        otherIds.listed(List.of("a@lid"));
        otherIds.changed("a@lid", false);
        otherIds.changed("a", true);

        otherIds.listed(List.of("a@lid"));

        assertThat(otherIds.of("a")).containsExactly("a@lid");
    }

    @Test
    void areNotKnownBeforeTheFirstList() {
        otherIds.changed("a", true);

        otherIds.listed(List.of("a@lid"));

        assertThat(otherIds.of("a")).isEmpty();
    }

    @Test
    void areNotOfAChatThatWasUnpinnedSince() {
        otherIds.listed(List.of());
        otherIds.changed("a", true);
        otherIds.changed("a", false);

        otherIds.listed(List.of("b"));

        assertThat(otherIds.of("a")).isEmpty();
    }

    @Test
    void endWhereTheChatIsUnpinned() {
        appearInsteadOfA();

        otherIds.changed("a", false);

        assertThat(otherIds.of("a")).isEmpty();
    }

    private void appearInsteadOfA() {
        otherIds.listed(List.of());
        otherIds.changed("a", true);
        otherIds.listed(List.of("a@lid"));
    }
}
