package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.FakeUpstream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what the component reported with what the fakes received and have become. */
final class Audit {

    private final Landscape landscape;
    private final Weather weather;
    private final List<String> violations = new ArrayList<>();

    Audit(Landscape landscape, Weather weather) {
        this.landscape = landscape;
        this.weather = weather;
    }

    List<String> violations() {
        return violations;
    }

    /** Each exchange has ended exactly once, and in a way that the contract knows. */
    void exchanges(Ledger ledger) {
        for (Sent sent : ledger.all()) {
            if (sent.endings() != 1) {
                violations.add(sent + " has ended " + sent.endings() + " times");
            }
            sent.faults().forEach(fault -> violations.add(sent + ": " + fault));
        }
    }

    /**
     * No request is malformed, and none was sent that was too many. The rough portal is left out: there others use up
     * the limit, and some endpoints do not wait for it. Changes of an instance overlap only where the fake answers after
     * the timeout, when the next request is on its way already.
     */
    void requests() {
        for (FakeUpstream fake : landscape.fakes()) {
            fake.violations().forEach(violation -> violations.add(fake + ": " + violation));
            Journal.of(fake, fake == landscape.shiftPortal)
                    .faults()
                    .forEach(fault -> violations.add(fake + ": " + fault));
        }
        noneRejected("webhook portal", landscape.webhookPortal.rejected());
        noneRejected("shift's portal", landscape.shiftPortal.rejected());
        noneRejected("OAuth portal", landscape.oauthPortal.rejected());
        noneRejected("gateway", landscape.gateway.rejected());
        int overlapping = landscape.gateway.conflicts();
        if (overlapping > weather.drawn().get(FaultKind.LATER_THAN_THE_TIMEOUT)) {
            violations.add("changes of an instance that overlapped: " + overlapping);
        }
    }

    private void noneRejected(String where, int rejected) {
        if (rejected > 0) {
            violations.add("requests over the limit at the " + where + ": " + rejected);
        }
    }

    /**
     * The states that arrived for a chat are those that were sent, in the same order: of each command none, one or
     * several in a row, as many as its exchange tells at most; of one that is done, one at least.
     */
    void order() {
        for (Account account : landscape.accounts()) {
            Journal journal = Journal.of(account.fake());
            for (Chat chat : account.chats()) {
                List<Boolean> arrived = journal.statesOf(chat);
                if (!canHaveArrived(chat.commands(), arrived)) {
                    violations.add(
                            "%s, %s: sent %s, arrived %s".formatted(account.name(), chat, chat.commands(), arrived));
                }
            }
        }
    }

    static boolean canHaveArrived(List<Command> commands, List<Boolean> arrived) {
        boolean[] reached = new boolean[arrived.size() + 1]; // how many may be accounted for by the commands so far
        reached[0] = true;
        for (Command command : commands) {
            boolean[] next = command.isDone() ? new boolean[reached.length] : Arrays.copyOf(reached, reached.length);
            for (int from = 0; from < reached.length; from++) {
                long most = reached[from] ? from + (long) command.attempts() : 0;
                for (int to = from; to < most && to < arrived.size() && arrived.get(to) == command.pinned(); to++) {
                    next[to + 1] = true;
                }
            }
            reached = next;
        }
        return reached[arrived.size()];
    }

    /**
     * A chat has the state of the last command that is reported as done, unless a later one, reported as failed, may
     * have been applied: it was sent, and either was never answered or more than once, so that an earlier answer may
     * have been lost. Nothing is said of a chat with a request that was applied after its sender had given it up: that
     * one may overtake later commands at the upstream, and no client could know.
     */
    void states() {
        for (Account account : landscape.accounts()) {
            for (Chat chat : account.chats()) {
                Set<Boolean> possible = possibleStates(chat.commands());
                if (!weather.leftUncertain(account.fake(), chat) && !possible.contains(chat.isPinned())) {
                    violations.add("%s, %s: pinned is %s after %s"
                            .formatted(account.name(), chat, chat.isPinned(), chat.commands()));
                }
            }
        }
    }

    static Set<Boolean> possibleStates(List<Command> commands) {
        Set<Boolean> possible = new HashSet<>();
        for (int i = commands.size() - 1; i >= 0; i--) {
            Command command = commands.get(i);
            if (command.mayBeDone()) {
                possible.add(command.pinned());
            }
            if (command.isDone()) {
                return possible;
            }
        }
        possible.add(false); // as it was at the beginning
        return possible;
    }

    /** After the storm every chat can be set, and is as it was set last. */
    void recovery() {
        for (Account account : landscape.accounts()) {
            for (Chat chat : account.chats()) {
                List<Command> commands = chat.commands();
                Command last = commands.get(commands.size() - 1);
                boolean mayFail = chat.isRefused()
                        || account.fake() == landscape.roughPortal && landscape.mayRunOutOfOperatingTime;
                if (!last.isDone() && !mayFail || last.isDone() && chat.isPinned() != last.pinned()) {
                    violations.add("%s, %s: pinned is %s when all is calm, after %s"
                            .formatted(account.name(), chat, chat.isPinned(), last));
                }
            }
        }
    }
}
