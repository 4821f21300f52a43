package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.directory.WaitingRoom.Waiting;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.RetryPolicy;
import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An account of a directory: looked up at its first exchange, kept while it is used and for a time after, and looked up again
 * when its credentials are refused. Exchanges that come meanwhile wait, and are let in in the order of their coming.
 *
 * <p>Thread-safe. Under its monitor it calls nothing but the timekeeper.
 */
final class NamedAccount implements LookUp.Listener<NamedAccount.Found> {

    private final Directory directory;
    private final String name;

    // All below: guarded by this.
    private State state = State.OPEN;
    private Map<String, String> options; // null while they are not known
    private int version; // of the options
    private final Lanes lanes = new Lanes();
    private WaitingRoom waiting; // null before the first one waits
    private int callers; // that wait for room there
    private long came; // how many exchanges have
    private int stays;
    private boolean isInDoubt; // since the credentials were refused
    private LookUp<Found> lookUp; // null while nothing is looked up
    private Question question; // of the look-up
    private Alarm idleAlarm; // null while none is needed
    private long lastUse;

    private enum State {
        /** Exchanges are let in. */
        OPEN,
        /** One thread lets those in that waited, or closes lanes. */
        BUSY,
        /** It waits for the answer of a look-up. */
        LOOKED_UP,
        /** It waits for the end of the last stay, to be looked up again. */
        EMPTYING,
        /** It is forgotten. */
        GONE
    }

    /**
     * What is to be looked up.
     *
     * @param endpoint for which
     * @param known    the options, {@code null} if they are not known
     * @param anew     whether they are asked for although they are known
     */
    private record Question(ChatPinEndpoint endpoint, Map<String, String> known, boolean anew) {}

    /**
     * What was looked up.
     *
     * @param options    {@code null} if they are no others
     * @param connection {@code null} if the options are no others
     */
    record Found(Question question, Map<String, String> options, Connection connection) {}

    /**
     * What becomes of an exchange that comes.
     *
     * @param stay   {@code null} if it is not let in at once
     * @param isGone whether it is to ask for another account of the name; else it waits, and is told later
     */
    record Reception(Stay stay, boolean isGone) {

        private static final Reception WAITS = new Reception(null, false);
        private static final Reception GONE = new Reception(null, true);
    }

    NamedAccount(Directory directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /**
     * Takes an exchange in.
     *
     * @param ownThread whether the calling thread must not wait for room
     */
    Reception enter(Visitor visitor, boolean ownThread) throws InterruptedException {
        synchronized (this) {
            long since = directory.nanoTime();
            if (!ownThread) {
                awaitRoom(visitor, since);
            }
            directory.mustBeOpen();
            if (state == State.GONE) {
                return Reception.GONE;
            }
            Lane lane = state == State.OPEN && !isInDoubt ? lanes.find(visitor.endpoint()) : null;
            if (lane != null) {
                return new Reception(stay(lane, came++, directory.nanoTime() - since), false);
            }
            await(new Waiting(visitor, came++, since, false));
            if (state != State.OPEN) {
                return Reception.WAITS;
            }
            state = State.BUSY;
        }
        letIn();
        return Reception.WAITS;
    }

    private void awaitRoom(Visitor visitor, long since) throws InterruptedException {
        ChatPinConfiguration of = visitor.endpoint().getConfiguration();
        while (waiting != null && waiting.size() >= of.getMaxPending() && directory.isOpen()) {
            long left = of.getMaxWait() == 0 ? 0 : nanosLeft(of, since);
            if (of.getMaxWait() != 0 && left <= 0) {
                throw Failures.waitedTooLong(visitor.endpoint(), name);
            }
            callers++;
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left == 0 ? Long.MAX_VALUE : left);
            } finally {
                callers--;
            }
        }
    }

    private long nanosLeft(ChatPinConfiguration of, long since) {
        return TimeUnit.MILLISECONDS.toNanos(of.getMaxWait()) - (directory.nanoTime() - since);
    }

    private void await(Waiting exchange) {
        if (waiting == null) {
            waiting = new WaitingRoom();
        }
        waiting.add(exchange);
        ChatPinConfiguration of = exchange.visitor.endpoint().getConfiguration();
        if (of.getMaxWait() > 0) {
            Duration left = Duration.ofNanos(Math.max(0, nanosLeft(of, exchange.since)));
            exchange.endBy(directory.after(left, () -> waitedTooLong(exchange)));
        }
    }

    private void waitedTooLong(Waiting exchange) {
        boolean isIn;
        synchronized (this) {
            isIn = waiting == null || !waiting.remove(exchange);
            roomIsThere();
        }
        if (!isIn) {
            turnAway(exchange, () -> Failures.waitedTooLong(exchange.visitor.endpoint(), name));
        }
    }

    private void roomIsThere() {
        if (callers > 0) {
            notifyAll();
        }
    }

    private static void turnAway(Waiting exchange, Supplier<RuntimeException> why) {
        if (exchange.hasComeBack) {
            exchange.visitor.nothingNew();
        } else {
            exchange.visitor.turnAway(why.get());
        }
    }

    private Stay stay(Lane lane, long order, long waitedNanos) {
        stays++;
        lane.stays++;
        return new Stay(this, lane, version, order, waitedNanos);
    }

    /** An exchange has ended. */
    void ended(Stay stay) {
        leave(stay, null);
    }

    /** The credentials of an exchange were refused: unless there are others by now, they are looked up. */
    void refused(Stay stay, Visitor visitor) {
        leave(stay, visitor);
    }

    private void leave(Stay stay, Visitor back) {
        Lane lane = stay.lane;
        boolean isUnused;
        boolean goesOn;
        boolean isTooLate;
        synchronized (this) {
            if (stay.hasEnded) {
                return;
            }
            stay.hasEnded = true;
            stays--;
            isUnused = --lane.stays == 0 && lane.isClosed;
            isTooLate = !directory.isOpen(); // else the stop turns it away
            if (back != null && !isTooLate) {
                isInDoubt |= stay.version == version;
                await(new Waiting(back, stay.order, directory.nanoTime(), stay.version == version));
            }
            goesOn = state == State.EMPTYING && stays == 0 || state == State.OPEN && back != null;
            if (goesOn) {
                state = State.BUSY;
            } else {
                restIfUnused();
            }
        }
        if (isUnused) {
            lane.connection.disconnect();
        }
        if (back != null && isTooLate) {
            back.nothingNew();
        }
        if (goesOn) {
            letIn();
        }
    }

    /** Lets in those that wait, or first looks up what they need. On one thread at a time: that which made it busy. */
    private void letIn() {
        for (Admitted next = next(); next != null; next = next()) {
            next.visitor.letIn(next.stay);
        }
    }

    private record Admitted(Visitor visitor, Stay stay) {}

    /** Returns who is let in; {@code null} if the account is busy no more, or goes on after something else. */
    private Admitted next() {
        synchronized (this) {
            Waiting first = waiting == null ? null : waiting.first();
            if (first == null) {
                state = State.OPEN;
                restIfUnused();
                return null;
            }
            if (isInDoubt && stays > 0) {
                state = State.EMPTYING;
                return null;
            }
            Lane lane = isInDoubt ? null : lanes.find(first.visitor.endpoint());
            if (lane != null) {
                waiting.remove(first);
                roomIsThere();
                return new Admitted(first.visitor, stay(lane, first.order(), directory.nanoTime() - first.since));
            }
            state = State.LOOKED_UP;
            question = new Question(first.visitor.endpoint(), options, isInDoubt);
            lookUp = lookUp == null ? directory.lookUp(this) : lookUp;
            ChatPinConfiguration of = first.visitor.endpoint().getConfiguration();
            lookUp.start(
                    Duration.ofMillis(of.getRequestTimeout()),
                    new RetryPolicy(of.getMaxRetries(), Duration.ofMillis(of.getRetryDelay())));
            return null;
        }
    }

    /** Looks up what is asked, on a thread that may be held up. */
    Found answer() throws Exception {
        Question asked;
        synchronized (this) {
            asked = question;
        }
        try {
            return answer(asked);
        } catch (IllegalArgumentException e) {
            mustStillBeAsked(asked);
            throw e;
        }
    }

    private Found answer(Question asked) throws Exception {
        Map<String, String> found = asked.known == null || asked.anew ? directory.find(name) : asked.known;
        boolean isNothingNew = asked.anew && found.equals(asked.known);
        if (!isNothingNew && asked.anew) {
            mustStillBeAsked(asked);
            close(lane -> true); // else another limit would contradict that of the options before
        }
        return isNothingNew
                ? new Found(asked, null, null)
                : new Found(asked, found, directory.connect(asked.endpoint, found));
    }

    // An answer that is late must neither close lanes that are used again, nor be taken for that of another question.
    private synchronized void mustStillBeAsked(Question asked) {
        if (question != asked || state != State.LOOKED_UP) {
            throw new IllegalStateException("The answer has come too late");
        }
    }

    @Override
    public void found(Found found) {
        List<Waiting> back = List.of();
        boolean isNeeded = false;
        synchronized (this) {
            isInDoubt &= !found.question.anew;
            if (found.options == null) {
                back = comeBack();
            } else {
                version += found.options.equals(options) ? 0 : 1;
                options = found.options;
                isNeeded = directory.isOpen() && state != State.GONE && lanes.find(found.question.endpoint) == null;
                if (isNeeded) {
                    lanes.add(found.question.endpoint, found.connection);
                }
            }
        }
        if (found.options != null && !isNeeded) { // the answer was late, and another one has come before
            found.connection.disconnect();
        }
        back.forEach(exchange -> exchange.visitor.nothingNew());
        goOn();
    }

    String name() {
        return name;
    }

    /** Takes those out that wait for other credentials. */
    private List<Waiting> comeBack() {
        List<Waiting> back = waiting == null ? List.of() : waiting.removeIf(exchange -> exchange.hasComeBack);
        roomIsThere();
        return back;
    }

    @Override
    public void failed(Throwable fault) {
        Question asked;
        synchronized (this) {
            asked = question;
        }
        directory.execute(() -> turnAway(asked, fault)); // the thread is that of the timer
    }

    private void turnAway(Question asked, Throwable fault) {
        if (fault instanceof TimeoutException) {
            directory.isLate();
        }
        List<Waiting> back;
        List<Waiting> turnedAway = List.of();
        boolean isUnusable;
        synchronized (this) {
            if (question != asked || state != State.LOOKED_UP) { // a late answer has come before this
                return;
            }
            isInDoubt &= !asked.anew;
            back = asked.anew ? comeBack() : List.of();
            isUnusable = lanes.isEmpty() || asked.anew && fault instanceof IllegalArgumentException;
            if (isUnusable) {
                options = null;
            }
        }
        if (isUnusable) {
            close(lane -> true);
        }
        synchronized (this) {
            if (waiting != null && lanes.find(asked.endpoint) == null) {
                turnedAway = waiting.removeIf(exchange -> exchange.visitor.endpoint() == asked.endpoint);
            }
            roomIsThere();
        }
        back.forEach(exchange -> exchange.visitor.nothingNew());
        turnedAway.forEach(exchange -> turnAway(exchange, () -> Failures.notFound(asked.endpoint, name, fault)));
        goOn();
    }

    @Override
    public synchronized void hasComeBack() {
        restIfUnused();
    }

    /** Goes on if it was the answer that the account waited for, and not a late one. */
    private void goOn() {
        boolean isAwaited;
        synchronized (this) {
            isAwaited = state == State.LOOKED_UP;
            state = isAwaited ? State.BUSY : state;
            restIfUnused();
        }
        if (isAwaited) {
            directory.execute(this::letIn);
        }
    }

    private void restIfUnused() {
        if (state != State.OPEN || stays > 0) {
            return;
        }
        question = null;
        waiting = callers == 0 ? null : waiting;
        lookUp = lookUp == null || lookUp.isCalling() ? lookUp : null;
        if (!lanes.isEmpty()) {
            lastUse = directory.nanoTime();
            if (idleAlarm == null) {
                idleAlarm = directory.after(lanes.idleTime(), this::idle);
            }
        } else if (lookUp == null) { // else there would be two calls at a time
            forget();
        }
    }

    private void idle() {
        synchronized (this) {
            idleAlarm = null;
            if (state != State.OPEN || stays > 0) {
                return;
            }
            Duration left = lanes.idleTime().minusNanos(directory.nanoTime() - lastUse);
            if (!left.isNegative() && !left.isZero()) {
                idleAlarm = directory.after(left, this::idle);
                return;
            }
            state = State.BUSY; // those who come now wait: what they make anew is not to be forgotten with this
            options = null;
        }
        directory.execute(() -> {
            close(lane -> true);
            letIn();
        });
    }

    private void forget() {
        state = State.GONE;
        if (idleAlarm != null) {
            idleAlarm.cancel();
        }
        directory.forget(this);
    }

    /** Returns the account of the options that are known; empty while none are. */
    synchronized Optional<AccountControl> control() {
        return lanes.control();
    }

    /** Returns how many exchanges wait for it. */
    synchronized int waiting() {
        return waiting == null ? 0 : waiting.size();
    }

    /** Has the next exchange look it up, after those that are under way. */
    synchronized void lookUpAgain() {
        isInDoubt = true;
    }

    /** Closes lanes: the exchanges that are in them stay until they have ended. */
    void close(Predicate<Lane> which) {
        List<Lane> unused;
        synchronized (this) {
            unused = lanes.close(which);
            restIfUnused();
        }
        unused.forEach(lane -> lane.connection.disconnect());
    }

    /** Turns all away that wait: the component stops. */
    void stop() {
        List<Waiting> all;
        synchronized (this) {
            all = waiting == null ? List.of() : waiting.removeIf(exchange -> true);
            notifyAll();
        }
        all.forEach(exchange -> turnAway(exchange, () -> Failures.stopped(name)));
        close(lane -> true);
    }
}
