package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.steps.Step;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the first pin of each chat sent, with the command that it is at. A change may take several commands, of which the
 * first one finds out the chat that the next one is about; the pin goes behind others of that chat then. Guarded by the
 * account's guard.
 */
final class CommandSteps {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSteps.class);

    private final ChatOrder order;
    private final Barriers barriers;
    private final Dispatcher dispatcher;

    CommandSteps(ChatOrder order, Barriers barriers, Dispatcher dispatcher) {
        this.order = order;
        this.barriers = barriers;
        this.dispatcher = dispatcher;
    }

    /** Takes a new pin in. */
    void begin(Pin pin) {
        if (barriers.enter(pin)) {
            beginNow(pin);
        }
    }

    private void beginNow(Pin pin) {
        Command current = current(pin);
        if (!order.has(pin.command.orderKey())) { // else it stays behind those that are to find out the same
            pin.command = current;
        }
        append(pin);
    }

    /** Has a pin that waits again go on with its next command. */
    void goOn(Pin pin, Command next) {
        pin.goesAnew = false;
        ready(take(pin, pin.channel().handling.first(next)));
    }

    /** Lets go of a pin that has ended. */
    void end(Pin pin) {
        if (!barriers.holds(pin)) {
            ready(order.moveUp(pin));
        }
        if (pin.command instanceof Step step) {
            step.ended();
        }
        barriers.leave(pin).forEach(this::beginNow);
    }

    /** Has the first pin of a chat sent, if it is still of that chat; if not, it goes behind others, and the next is first. */
    private void ready(Pin first) {
        Pin pin = first;
        while (pin != null) {
            pin = take(pin, current(pin));
        }
    }

    /**
     * Has a pin that is the first of its chat go on with a command.
     *
     * @return the pin that is the first of its former chat now, {@code null} if there is none, or the chat is the same
     */
    private Pin take(Pin pin, Command command) {
        if (command.orderKey().equals(pin.command.orderKey())) {
            pin.command = command;
            dispatcher.ready(pin);
            return null;
        }
        Pin next = order.moveUp(pin);
        pin.command = command;
        append(pin);
        return next;
    }

    private void append(Pin pin) {
        if (order.append(pin)) {
            dispatcher.ready(pin);
        }
    }

    private static Command current(Pin pin) {
        try {
            Channel channel = pin.channel();
            return Objects.requireNonNull(channel.handling.first(channel.upstream.current(pin.command)), "current");
        } catch (Throwable e) {
            // A third party's platform: no exchange may be forgotten over it.
            LOG.debug(
                    "{}: a command stays as it was ({})",
                    pin.channel().accountName(),
                    e.getClass().getName());
            return pin.command;
        }
    }
}
