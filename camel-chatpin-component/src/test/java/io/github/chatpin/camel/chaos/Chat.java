package io.github.chatpin.camel.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * One chat under one method of one account in one context, and what was sent for it. A thread that sends holds
 * {@link #order}, so that the list of commands is in the order in which the component was given them.
 */
final class Chat implements Comparable<Chat> {

    final ReentrantLock order = new ReentrantLock();
    private final String key;
    private final List<String> spellings;
    private final BooleanSupplier isPinned;
    private final boolean isRefused;

    // Guarded by order
    private final List<Command> commands = new ArrayList<>();

    /**
     * @param key       how {@link Journal} names it
     * @param spellings ways to write its id
     * @param isPinned  asks the fake
     * @param isRefused whether the upstream always says no
     */
    Chat(String key, List<String> spellings, BooleanSupplier isPinned, boolean isRefused) {
        this.key = key;
        this.spellings = List.copyOf(spellings);
        this.isPinned = isPinned;
        this.isRefused = isRefused;
    }

    String key() {
        return key;
    }

    String spelling(Random random) {
        return spellings.get(random.nextInt(spellings.size()));
    }

    boolean isPinned() {
        return isPinned.getAsBoolean();
    }

    boolean isRefused() {
        return isRefused;
    }

    /** Notes a command that is sent now; {@link #order} is held. */
    Command add(boolean pinned) {
        Command command = new Command(this, pinned);
        commands.add(command);
        return command;
    }

    /** Returns the commands in the order of their sending. */
    List<Command> commands() {
        order.lock();
        try {
            return List.copyOf(commands);
        } finally {
            order.unlock();
        }
    }

    @Override
    public int compareTo(Chat other) {
        return key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return key;
    }
}
