package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.steps.Turn;

/** The room in one request: the first pin always has it, others if they fit beside it. */
final class Room {

    private int most;
    private int taken;
    private boolean needsRoomForAList;
    private Command first;
    private Command lister;

    /** @param most the most commands that any request may have */
    Room(int most) {
        this.most = most;
    }

    /** Returns whether a pin may be in the request, and if so takes it in. */
    boolean take(Pin pin) {
        Command command = pin.command;
        int newMost = Math.min(most, pin.mostInItsRequest());
        int weight = Turn.weight(command);
        boolean list = needsRoomForAList || Turn.needsRoomForAList(command);
        boolean fits = first == null
                || taken + weight + (list ? 1 : 0) <= newMost
                        && Turn.mayShare(first, command)
                        && (lister == null || Turn.mayShare(lister, command));
        if (!fits) {
            return false;
        }
        most = newMost;
        taken += weight;
        needsRoomForAList = list;
        first = first == null ? command : first;
        lister = lister == null && Turn.lists(command) ? command : lister;
        return true;
    }
}
