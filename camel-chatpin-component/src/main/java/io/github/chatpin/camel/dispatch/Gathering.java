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

    /** What {@link #nanosToWait} returns while only the end of a request lets the next one go. */
    static final long AFTER_AN_ANSWER = Long.MAX_VALUE;

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Guard guard;
    private final Timekeeper time;
    private final Runnable whenPauseEnds;
    private int underWay;
    private int expected; // the pins for which the pause waits
    private long pauseEnd;
    private boolean isToBeTold;

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
        isToBeTold = false;
    }

    /** Returns whether no request of the queue's is under way. */
    boolean isAtRest() {
        guard.mustBeHeld();
        return underWay == 0;
    }

    /**
     * Returns for how long a request must wait while permits are few, in nanoseconds: 0 if it may go, and
     * {@link #AFTER_AN_ANSWER} if that is not known before the request under way has ended.
     */
    long nanosToWait(int ready, int batchSize) {
        guard.mustBeHeld();
        if (ready >= batchSize) {
            return 0;
        }
        if (underWay > 0) {
            return AFTER_AN_ANSWER;
        }
        return ready >= expected ? 0 : Math.max(0, pauseEnd - time.nanoTime());
    }

    /** Has the end of a pause told which keeps a request from going. */
    void tellAfter(long nanos) {
        guard.mustBeHeld();
        if (nanos != AFTER_AN_ANSWER && !isToBeTold) {
            isToBeTold = true;
            time.after(Duration.ofNanos(nanos), whenPauseEnds);
        }
    }
}
