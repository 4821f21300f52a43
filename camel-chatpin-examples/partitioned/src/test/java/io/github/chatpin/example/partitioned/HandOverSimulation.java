package io.github.chatpin.example.partitioned;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A portal of the standard plan, the owner that leaves it and the one that takes it over, in simulated time.
 *
 * <p>Requests arrive at once, and are answered 20 ms later. After a rejection an owner does as the component does: its
 * bucket is set to a second's worth below empty, and the request goes again after a second.
 */
final class HandOverSimulation {

    /** What the old owner has sent by the time it leaves. */
    enum Before {
        NOTHING,
        /** All that may go at once, in the last moment. */
        A_BURST,
        /** As much as the limit permits, for a minute. */
        ALL_THE_TIME
    }

    /** What the new owner's bucket holds when the old owner has left, if nothing comes until then. */
    enum Start {
        EMPTY,
        /** What the old owner's held, which it has told in some way. */
        TOLD,
        FULL
    }

    /**
     * How the new owner's requests fared.
     *
     * @param rejected    how many were over the limit
     * @param firstMillis after which time the first one was let in
     * @param allMillis   after which time all were
     */
    record Result(int rejected, int firstMillis, int allMillis) {}

    private static final int THRESHOLD = 50;
    private static final int PER_SECOND = 2;
    private static final int CAPACITY = THRESHOLD - PER_SECOND;
    private static final int IN_FLIGHT = 8;
    private static final int TICK_MILLIS = 10;
    private static final int ROUND_TRIP_MILLIS = 20;
    private static final int RETRY_MILLIS = 1_000;
    private static final int SECOND = 1_000;
    private static final int MINUTE = 60 * SECOND;

    private final int phaseMillis;
    private int now = -MINUTE;
    private int counter;
    private int rejected;

    private HandOverSimulation(int phaseMillis) {
        this.phaseMillis = phaseMillis;
    }

    /**
     * Runs a hand-over.
     *
     * @param gapMillis   between the old owner's last request and the new owner's first
     * @param requests    how many requests wait for the new owner
     * @param phaseMillis when in each second the portal's counter falls
     */
    static Result handOver(Before before, Start start, int gapMillis, int requests, int phaseMillis) {
        HandOverSimulation simulation = new HandOverSimulation(phaseMillis);
        double told = simulation.oldOwner(before);
        double tokens =
                switch (start) {
                    case EMPTY -> 0;
                    case TOLD -> told;
                    case FULL -> CAPACITY;
                };
        return simulation.newOwner(tokens, gapMillis, requests);
    }

    /** Lets the old owner do its work until the time 0; {@return how many tokens are left to it} */
    private double oldOwner(Before before) {
        Owner owner = new Owner(CAPACITY);
        while (now < 0) {
            if (before == Before.A_BURST && now == -TICK_MILLIS * CAPACITY / IN_FLIGHT * 2) {
                owner.waiting = CAPACITY;
            } else if (before == Before.ALL_THE_TIME) {
                owner.waiting = IN_FLIGHT;
            }
            tick(owner);
        }
        if (rejected > 0) {
            throw new IllegalStateException("The old owner must not be rejected");
        }
        return owner.tokens;
    }

    private Result newOwner(double tokens, int gapMillis, int requests) {
        Owner owner = new Owner(tokens);
        int first = -1;
        while (owner.letIn < requests) {
            if (now == gapMillis) {
                owner.waiting = requests;
            }
            tick(owner);
            if (first < 0 && owner.letIn > 0) {
                first = now - gapMillis;
            }
        }
        return new Result(rejected, first, now - gapMillis);
    }

    private void tick(Owner owner) {
        if (Math.floorMod(now, SECOND) == phaseMillis) {
            counter = Math.max(0, counter - PER_SECOND);
        }
        owner.tick();
        now += TICK_MILLIS;
    }

    private boolean isLetIn() {
        if (counter == THRESHOLD) {
            rejected++;
            return false;
        }
        counter++;
        return true;
    }

    /** A process that sends what waits as soon as its bucket permits. */
    private final class Owner {

        private final Deque<Integer> answers = new ArrayDeque<>(); // when those come that let a request in
        private final Deque<Integer> rejections = new ArrayDeque<>(); // when those come that do not
        private final Deque<Integer> again = new ArrayDeque<>(); // when a request goes again
        private double tokens;
        private int waiting;
        private int letIn;

        private Owner(double tokens) {
            this.tokens = tokens;
        }

        private void tick() {
            tokens = Math.min(CAPACITY, tokens + (double) PER_SECOND * TICK_MILLIS / SECOND);
            while (isDue(answers)) {
                answers.remove();
            }
            while (isDue(rejections)) {
                rejections.remove();
                tokens = Math.min(tokens, -PER_SECOND);
                again.add(now + RETRY_MILLIS);
            }
            while (isDue(again)) {
                again.remove();
                waiting++;
            }
            while (waiting > 0 && tokens >= 1 && answers.size() + rejections.size() < IN_FLIGHT) {
                send();
            }
        }

        private boolean isDue(Deque<Integer> times) {
            return !times.isEmpty() && times.peek() <= now;
        }

        private void send() {
            waiting--;
            tokens--;
            if (isLetIn()) {
                letIn++;
                answers.add(now + ROUND_TRIP_MILLIS);
            } else {
                rejections.add(now + ROUND_TRIP_MILLIS);
            }
        }
    }
}
