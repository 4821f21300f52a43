package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.time.Timekeeper;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a request may go that is not full. A permit pays for a request, however many pins it carries: so one for a few
 * pins is worth it while permits are plentiful; as they run low, pins gather.
 *
 * <ol>
 *   <li>A full batch may go.
 *   <li>While most permits are left, or where none are needed, whatever is ready may go.
 *   <li>Else a batch that is not full may go only while no other request is under way.
 *   <li>After a request the next one waits until as many pins are ready as were waiting and were answered,
 *   <li>but no longer than that request took, and no longer than 50 ms.
 * </ol>
 *
 * <p>The callers whose pins were answered send their next ones within a moment: without the fourth rule, they would
 * share requests no more with those who waited meanwhile. Guarded by the account's guard.
 */
final class Gathering {

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Guard guard;
    private final Timekeeper time;
    private final Runnable whenPauseEnds;
    private int underWay;
    private int expected; // the pins for which the pause waits
    private long pauseEnd;
    private boolean isPause;
    private boolean isAlarmSet;

    /** @param whenPauseEnds called without the guard when a pause is over that has kept a request from going */
    Gathering(Guard guard, Timekeeper time, Runnable whenPauseEnds) {
        this.guard = guard;
        this.time = time;
        this.whenPauseEnds = whenPauseEnds;
    }

    /** Notes that a request goes. */
    void started() {
        guard.mustBeHeld();
        underWay++;
        isPause = false;
    }

    /**
     * Notes that a request has ended.
     *
     * @param answered the pins that it carried
     * @param waiting  the pins that are ready
     * @param nanos    how long it took
     */
    void ended(int answered, int waiting, long nanos) {
        guard.mustBeHeld();
        underWay--;
        expected = answered + waiting;
        pauseEnd = time.nanoTime() + Math.min(nanos, LONGEST_PAUSE_NANOS);
        isPause = true;
        isAlarmSet = false;
    }

    /** Returns whether no request of the queue's is under way. */
    boolean isAtRest() {
        guard.mustBeHeld();
        return underWay == 0;
    }

    /** Returns whether a request may go even if permits are few. */
    boolean mayGoWhilePermitsAreFew(int ready, int batchSize) {
        guard.mustBeHeld();
        return ready >= batchSize || underWay == 0 && (ready >= expected || nanosOfPauseLeft() <= 0);
    }

    /** Has the end of a pause noticed that keeps a request from going. */
    void awaitEndOfPause() {
        guard.mustBeHeld();
        long left = nanosOfPauseLeft();
        if (left > 0 && underWay == 0 && !isAlarmSet) {
            isAlarmSet = true;
            time.after(Duration.ofNanos(left), whenPauseEnds);
        }
    }

    private long nanosOfPauseLeft() {
        isPause = isPause && pauseEnd - time.nanoTime() > 0;
        return isPause ? pauseEnd - time.nanoTime() : 0;
    }
}
