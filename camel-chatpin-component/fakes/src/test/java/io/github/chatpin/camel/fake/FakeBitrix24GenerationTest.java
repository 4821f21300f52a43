package io.github.chatpin.camel.fake;

import static io.github.chatpin.camel.fake.Bitrix24Generation.BEFORE_26_150;
import static io.github.chatpin.camel.fake.Bitrix24Generation.FROM_26_150;
import static io.github.chatpin.camel.fake.Bitrix24Generation.TWENTY_FIVE_PINS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code im.recent.pin} differs between versions of the server. */
class FakeBitrix24GenerationTest {

    @RegisterExtension
    static final FakeBitrix24Extension EXTENSION =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited().clock(new FakeClock()));

    private final FakeBitrix24 fake = EXTENSION.fake();
    private final PortalClient portal = new PortalClient(fake);

    @ParameterizedTest
    @CsvSource({"TWENTY_FIVE_PINS, 26", "BEFORE_26_150, 45", "FROM_26_150, 45"})
    void hasACap(Bitrix24Generation generation, int cap) {
        fake.generation(generation);

        IntStream.rangeClosed(1, cap).forEach(id -> assertPinned(true, "chat" + id));

        assertPinned(false, "chat99");
        assertThat(fake.pinnedDialogs()).hasSize(cap);
    }

    @ParameterizedTest
    @EnumSource
    void looksAtTheCapBeforeAPinThatIsThere(Bitrix24Generation generation) {
        fake.generation(generation);
        fake.pinCap(1);
        assertPinned(true, "chat1");

        assertPinned(false, "chat1");
        assertThat(fake.isPinned("chat1")).isTrue();
    }

    @Test
    void pinsAgainAtTheCapWhereTheBuilderSaysSo() {
        try (FakeBitrix24 other =
                FakeBitrix24.builder().pinCap(1).repinAtCapRefused(false).start()) {
            PortalClient client = new PortalClient(other);
            client.pin("chat1");

            assertThat(client.pin("chat1").json().path("result").asBoolean()).isTrue();
            assertThat(client.pin("chat2").json().path("result").asBoolean(true))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsExactlyAsManyInAsTheCapThatIsSet(Bitrix24Generation generation) {
        fake.generation(generation);
        fake.pinCap(2);

        assertPinned(true, "chat1");
        assertPinned(true, "chat2");
        assertPinned(false, "chat3");
    }

    @ParameterizedTest
    @CsvSource({"TWENTY_FIVE_PINS, true", "BEFORE_26_150, false", "FROM_26_150, true"})
    void pinsAHiddenChat(Bitrix24Generation generation, boolean pins) {
        fake.generation(generation);
        fake.hide("chat9");

        assertPinned(pins, "chat9");
        assertThat(fake.isPinned("chat9")).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource({"TWENTY_FIVE_PINS, true", "BEFORE_26_150, false", "FROM_26_150, false"})
    void pinsAChatOfOthers(Bitrix24Generation generation, boolean pins) {
        fake.generation(generation);
        fake.notMember("chat9");

        assertPinned(pins, "chat9");
        assertThat(fake.isPinned("chat9")).isEqualTo(pins);
    }

    @ParameterizedTest
    @CsvSource({"TWENTY_FIVE_PINS, true", "BEFORE_26_150, false", "FROM_26_150, true"})
    void addsAHiddenChatByANeedlessUnpin(Bitrix24Generation generation, boolean adds) {
        fake.generation(generation);
        fake.hide("chat9");

        assertThat(portal.unpin("chat9").json().path("result").asBoolean()).isEqualTo(adds);
        assertThat(listed()).isEqualTo(adds ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void unpinsAChatOfTheListThatIsNotPinned(Bitrix24Generation generation) {
        fake.generation(generation);

        assertThat(portal.unpin("chat9").json().path("result").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg5", "SG5", "CHAT17", "crm5", "00"})
    void pretendsToPinWhatItDoesNotFind(String dialogId) {
        fake.sonetGroup(5, 17);

        assertPinned(true, dialogId);
        assertThat(portal.unpin(dialogId).json().path("result").asBoolean()).isTrue();
        assertThat(fake.pinnedDialogs()).isEmpty();
        assertThat(listed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sg5", "CHAT17", "crm5"})
    void answeredFalseForWhatItDoesNotFindBefore(String dialogId) {
        for (Bitrix24Generation generation : new Bitrix24Generation[] {TWENTY_FIVE_PINS, BEFORE_26_150}) {
            fake.generation(generation);

            assertPinned(false, dialogId);
        }
    }

    @Test
    void refusesAnUnknownChat() {
        fake.unknown("chat404");

        assertThat(portal.pin("chat404").error()).isEqualTo("ACCESS_ERROR");

        fake.generation(BEFORE_26_150);
        assertPinned(false, "chat404");
    }

    @Test
    void refusesAnOpenLine() {
        fake.openLine(2020);

        assertThat(portal.pin("chat2020").error()).isEqualTo("ACCESS_ERROR");
        assertThat(portal.unpin("chat2020").error()).isEqualTo("ACCESS_ERROR");
    }

    @ParameterizedTest
    @EnumSource(names = {"TWENTY_FIVE_PINS", "BEFORE_26_150"})
    void pinnedAnOpenLineBefore(Bitrix24Generation generation) {
        fake.generation(generation);
        fake.openLine(2020);

        assertPinned(true, "chat2020");
    }

    @ParameterizedTest
    @EnumSource
    void refusesADialogWithoutAccess(Bitrix24Generation generation) {
        fake.generation(generation);
        fake.denyAccess("chat5");

        assertThat(portal.pin("chat5").error()).isEqualTo("ACCESS_ERROR");
    }

    @Test
    void goesBackToTheBuildersWhenReset() {
        fake.generation(BEFORE_26_150);
        fake.pinCap(0);
        fake.reset();
        fake.hide("chat9");

        assertPinned(true, "chat9");
    }

    @Test
    void startsWithTheBuilders() {
        try (FakeBitrix24 other =
                FakeBitrix24.builder().generation(BEFORE_26_150).start()) {
            assertThat(new PortalClient(other).pin("sg5").json().path("result").asBoolean(true))
                    .isFalse();
            other.generation(FROM_26_150);
            assertThat(new PortalClient(other).pin("sg5").json().path("result").asBoolean())
                    .isTrue();
        }
    }

    private void assertPinned(boolean expected, String dialogId) {
        assertThat(portal.pin(dialogId).json().path("result").asBoolean(!expected))
                .as(dialogId)
                .isEqualTo(expected);
    }

    private int listed() {
        return portal.result("im.recent.list", "{}").path("items").size();
    }
}
