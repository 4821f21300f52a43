package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.http.HostSlots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The pins of an account that may go as soon as they are admitted, and that may share a request. They stand in the order
 * in which they came to the account, wherever they were meanwhile. Guarded by the account's guard.
 */
final class ReadyQueue {

    final QueueKey key;
    final Gathering gathering;
    private final Guard guard;
    private final Admission admission;
    private boolean awaitsAdmission;
    private HostSlots slots; // of which the next request gets one
    private final SortedSet<Pin> ready = new TreeSet<>(Comparator.comparingLong(pin -> pin.number));

    /**
     * @param whenAdmitted called without the guard when the queue's next request may go
     * @param whenRefused  called without the guard when there is no permit for it
     */
    ReadyQueue(
            QueueKey key,
            Guard guard,
            Gathering gathering,
            Consumer<ReadyQueue> whenAdmitted,
            Consumer<ReadyQueue> whenRefused) {
        this.key = key;
        this.gathering = gathering;
        this.guard = guard;
        this.admission = new Admission(key.limiter(), key.throttled(), new Admission.Applicant() {
            @Override
            public void admitted() {
                whenAdmitted.accept(ReadyQueue.this);
            }

            @Override
            public void refused() {
                whenRefused.accept(ReadyQueue.this);
            }
        });
    }

    /** Returns whether the admission of its next request is asked for already. */
    boolean awaitsAdmission() {
        guard.mustBeHeld();
        return awaitsAdmission;
    }

    /** Notes that the admission of its next request, with its first pin, is asked for; then {@link #tryAdmit}. */
    void awaitAdmission() {
        guard.mustBeHeld();
        awaitsAdmission = true;
        slots = first().channel().transport.slots();
    }

    /** Asks for the admission, without the guard; returns whether it is there at once. */
    boolean tryAdmit() {
        return admission.tryAdmit(slots);
    }

    /** Notes that its next request is admitted, or will not be; returns of which slots it then has one. */
    HostSlots endOfAdmission() {
        guard.mustBeHeld();
        awaitsAdmission = false;
        return slots;
    }

    void add(Pin pin) {
        guard.mustBeHeld();
        ready.add(pin);
    }

    /** Removes a pin that goes or has ended, if it stands here. */
    void remove(Pin pin) {
        guard.mustBeHeld();
        ready.remove(pin);
    }

    /** Removes the pins of a method, and returns them. */
    List<Pin> removeAll(String method) {
        guard.mustBeHeld();
        List<Pin> removed = new ArrayList<>();
        ready.removeIf(pin -> pin.command.method().equals(method) && removed.add(pin));
        return removed;
    }

    /** Removes those pins of which a test says so. */
    void removeIf(Predicate<Pin> isRemoved) {
        guard.mustBeHeld();
        ready.removeIf(isRemoved);
    }

    /** Returns the next pin that may go, leaving it there; {@code null} if there is none. */
    Pin first() {
        guard.mustBeHeld();
        return ready.isEmpty() ? null : ready.first();
    }

    /** Returns how many pins may go. */
    int size() {
        guard.mustBeHeld();
        return ready.size();
    }

    /** Returns whether it has neither a pin, nor an admission to come, nor a request under way. */
    boolean isUnused() {
        guard.mustBeHeld();
        return ready.isEmpty() && !awaitsAdmission && gathering.isAtRest();
    }
}
