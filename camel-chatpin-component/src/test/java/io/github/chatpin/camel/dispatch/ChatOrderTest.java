package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatOrderTest extends AccountTestSupport {

    private final ChatOrder order = new ChatOrder();
    private PendingPin first;
    private PendingPin second;
    private PendingPin third;

    @BeforeEach
    void appendThree() {
        first = append();
        second = append();
        third = append();
    }

    @Test
    void movesUpWhenTheFirstHasEnded() {
        assertThat(order.moveUp(first)).isSameAs(second);
        assertThat(order.moveUp(second)).isSameAs(third);
        assertThat(order.moveUp(third)).isNull();
        assertThat(order.isEmpty()).isTrue();
    }

    @Test
    void nobodyMovesUpWhenOneBehindTheFirstHasEnded() {
        assertThat(order.moveUp(second)).isNull();

        assertThat(order.moveUp(first)).isSameAs(third);
    }

    @Test
    void whatHasEndedHoldsNoneOfThoseThatHaveNot() {
        order.moveUp(second);
        order.moveUp(first);

        assertThat(second).returns(null, pin -> pin.before).returns(null, pin -> pin.behind);
        assertThat(first).returns(null, pin -> pin.before).returns(null, pin -> pin.behind);
    }

    private PendingPin append() {
        PendingPin pin = new PendingPin(pin("chat"), 0, null);
        order.append(pin);
        return pin;
    }
}
