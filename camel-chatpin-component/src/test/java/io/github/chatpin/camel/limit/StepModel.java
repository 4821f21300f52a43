package io.github.chatpin.camel.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Bitrix24's counter: each request adds one, and at the end of each second, which begins at any phase, it falls.
 *
 * @param threshold what it may reach
 * @param perSecond by how much it falls
 * @param phase     when in a second, in nanoseconds
 */
record StepModel(long threshold, long perSecond, long phase) {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** Returns how many of the arrivals are rejected. */
    int rejections(List<Long> arrivals) {
        long counter = 0;
        long step = Long.MIN_VALUE;
        int rejected = 0;
        for (long arrival : arrivals.stream().sorted().toList()) {
            long now = Math.floorDiv(arrival - phase, SECOND);
            counter = step == Long.MIN_VALUE ? 0 : Math.max(0, counter - (now - step) * perSecond);
            step = now;
            if (counter < threshold) {
                counter++;
            } else {
                rejected++;
            }
        }
        return rejected;
    }

    /** Returns when each request would go if the client knew the counter: at the first moment at which it is taken. */
    List<Long> earliest(List<Long> asked) {
        List<Long> earliest = new ArrayList<>();
        long counter = 0;
        long step = Math.floorDiv(asked.get(0) - phase, SECOND);
        for (long at : asked) {
            long now = Math.max(step, Math.floorDiv(at - phase, SECOND));
            counter = Math.max(0, counter - (now - step) * perSecond);
            step = now;
            if (counter == threshold) {
                step++;
                counter -= Math.min(counter, perSecond);
            }
            counter++;
            earliest.add(Math.max(at, step * SECOND + phase));
        }
        return earliest;
    }
}
