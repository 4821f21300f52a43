package io.github.chatpin.camel.steps;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.steps.SyncTask.Prune;
import io.github.chatpin.camel.steps.SyncTask.Wanted;
import java.util.ArrayList;
import java.util.List;

/** Steps of syncs. */
abstract class SyncTestSupport extends StepTestSupport {

    static final boolean DRY_RUN = true;
    static final Integer NO_LIMIT = null;

    Prune prune = Prune.ALL;
    boolean dryRun;
    Integer limit = NO_LIMIT;

    /** Returns the task of making some chats the pinned ones. */
    SyncTask task(Handling handling, String... chats) {
        List<Wanted> wanted = new ArrayList<>();
        for (String chat : chats) {
            wanted.add(wanted(wanted.size(), pin(chat)));
        }
        return task(handling, wanted);
    }

    SyncTask task(Handling handling, List<Wanted> wanted) {
        return new SyncTask(handling, wanted, prune, dryRun, limit);
    }

    static Wanted wanted(int index, Command command) {
        return new Wanted(index, new PinRequest(command.chatId(), true), command, null);
    }

    /** Returns the changes of a task while some chats are pinned. */
    static SyncChanges changes(SyncTask task, String... pinned) {
        return SyncChanges.first(SyncPlan.of(task, chats(pinned), task.wanted()));
    }

    /** Returns the changes with which a sync goes on. */
    static SyncChanges changesOf(Outcome outcome) {
        return (SyncChanges) next(outcome);
    }

    static PinResult done(PinCommand pin) {
        return new PinResult(PLATFORM, pin.chatId(), pin.pinned(), "a@jid", "done");
    }

    static PinFailure failedPin(int index, String chat, ChatPinException cause) {
        return new PinFailure(index, new PinRequest(chat, true), cause);
    }

    static PinFailure failedUnpin(String chat, ChatPinException cause) {
        return new PinFailure(SyncPlan.OF_NO_ITEM, new PinRequest(chat, false), cause);
    }
}
