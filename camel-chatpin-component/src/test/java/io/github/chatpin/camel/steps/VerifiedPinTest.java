package io.github.chatpin.camel.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedPinTest extends StepTestSupport {

    private final VerifiedPin step = new VerifiedPin(new PinCommand("pin", "a", true, "key"), verifying(2));

    @Test
    void sendsTheChange() {
        assertThat(step.parts()).containsExactly(step.pin());
        assertThat(step.weight()).isEqualTo(1);
        assertThat(step.isAlone()).isFalse();
    }

    @Test
    void standsInThePlaceOfTheChange() {
        assertThat(step.method()).isEqualTo("pin");
        assertThat(step.chatId()).isEqualTo("a");
        assertThat(step.orderKey()).isEqualTo("key");
        assertThat(step.upstream()).isSameAs(upstream);
        assertThat(step.evicted()).isEmpty();
    }

    @Test
    void hasTheListInTheSameRequestWhereThereIsRoom() {
        assertThat(step.lists()).isTrue();
        assertThat(new VerifiedPin(pin("a"), verifying(1)).lists()).isFalse();
    }

    @Test
    void readsTheListFromItsBeginning() {
        assertThat(step.page()).isNull();
    }

    @Test
    void isDoneWhenTheListShowsIt() {
        assertThat(step.outcome(List.of(APPLIED), listed("b", "a"))).isEqualTo(APPLIED);
    }

    @Test
    void isSentAgainWhenTheListDoesNotShowIt() {
        assertThat(next(step.outcome(List.of(APPLIED), listed("b")))).isSameAs(step);
    }

    @Test
    void goesOnAsItIsWhenTheRequestHadNoAnswer() {
        assertThat(step.again()).isSameAs(step);
        assertThat(step.isNewTask()).isFalse();
    }

    @Test
    void endsWithTheFailureAfterWhichItIsGivenUp() {
        ChatPinException failure = unavailable(503);

        assertThat(step.givenUp(failure)).isEqualTo(new Outcome.Refused(failure, AnswerFacts.NONE));
    }

    @Test
    void mayEndWhenItHasWaitedTooLong() {
        assertThat(step.mayTimeOut()).isTrue();
    }
}
