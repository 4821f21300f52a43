package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatOrderTest extends AccountTestSupport {

    private final Guard guard = new Guard();
    private final ChatOrder order = new ChatOrder(guard);
    private Pin first;
    private Pin second;
    private Pin third;

    @BeforeEach
    void appendThree() {
        guard.lock();
        first = append();
        second = append();
        third = append();
    }

    @AfterEach
    void releaseTheGuard() {
        guard.unlock();
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

    private Pin append() {
        Pin pin = new Pin(pin("chat"), 0, null);
        order.append(pin);
        return pin;
    }
}
