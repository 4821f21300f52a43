package io.github.chatpin.camel.fake;

import java.time.Duration;

/**
 * The usual answer, later.
 *
 * @param delay how much later
 */
record LateAnswer(Duration delay) implements Fault {

    LateAnswer {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative: " + delay);
        }
    }
}
