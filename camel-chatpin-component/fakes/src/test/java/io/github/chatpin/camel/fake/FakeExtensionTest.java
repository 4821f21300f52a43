package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

@ExtendWith(FakeRyzeApiExtension.class)
class FakeExtensionTest {

    @RegisterExtension
    static final FakeBitrix24Extension SHARED = new FakeBitrix24Extension();

    private final PlainClient client = new PlainClient();

    @RepeatedTest(2)
    void startsEachTestAfresh(FakeBitrix24 bitrix24) {
        assertThat(bitrix24.requests()).isEmpty();

        client.postJson(bitrix24.url() + "/rest/im.recent.pin", "{}");

        assertThat(bitrix24.requests()).hasSize(1);
    }

    @Test
    void passesTheFakeThatRuns(FakeBitrix24 bitrix24, FakeRyzeApi ryze) {
        assertThat(bitrix24).isSameAs(SHARED.fake());
        assertThat(client.postJson(ryze.url() + "/api/chat/pinChat/acme", "{}").status())
                .isEqualTo(401);
    }

    @Test
    void refusesToGiveAFakeThatDoesNotRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new FakeRyzeApiExtension().fake())
                .withMessage("no FakeRyzeApi runs outside the tests");
    }

    @Nested
    class InANestedClass {

        @Test
        void servesTheSameFake(FakeBitrix24 bitrix24) {
            assertThat(bitrix24).isSameAs(SHARED.fake());
            assertThat(client.postJson(bitrix24.url() + "/rest/im.recent.pin", "{}")
                            .status())
                    .isEqualTo(401);
        }
    }
}
