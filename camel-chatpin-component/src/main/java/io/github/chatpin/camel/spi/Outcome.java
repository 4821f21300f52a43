package io.github.chatpin.camel.spi;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.PinSyncResult;
import io.github.chatpin.camel.PinnedChat;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What one answer, or its absence, means for one command.
 *
 * <p>Experimental, like {@link ChatPlatform}.
 */
public sealed interface Outcome {

    /** Returns what the answer told beside the outcome. */
    AnswerFacts facts();

    /** Returns the chats that were unpinned to make room, and are not pinned again. */
    default List<String> evicted() {
        return List.of();
    }

    /**
     * The chat has the state that was asked for.
     *
     * @param chatJid the chat's JID, or {@code null}
     * @param message the upstream's words, or {@code null}
     * @param evicted the chats that were unpinned to make room
     */
    record Applied(String chatJid, String message, List<String> evicted, AnswerFacts facts) implements Outcome {

        public Applied {
            evicted = List.copyOf(evicted);
            Objects.requireNonNull(facts, "facts");
        }

        /** The same without an eviction. */
        public Applied(String chatJid, String message, AnswerFacts facts) {
            this(chatJid, message, List.of(), facts);
        }
    }

    /** The pin was left out, since the cap of pinned chats is reached and that is what the endpoint wants then. */
    record Skipped(AnswerFacts facts) implements Outcome {

        public Skipped {
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * A sync has ended.
     *
     * @param result   what was done, if all of it was; with a dry run, what would be
     * @param done     the changes that were done, in their order
     * @param failures the changes that were not
     */
    record Synced(PinSyncResult result, List<PinResult> done, List<PinFailure> failures, AnswerFacts facts)
            implements Outcome {

        public Synced {
            done = List.copyOf(done);
            failures = List.copyOf(failures);
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * All chats have the state that was asked for.
     *
     * @param sessionIds the sessions that were changed
     */
    record AllApplied(List<Long> sessionIds, AnswerFacts facts) implements Outcome {

        public AllApplied {
            sessionIds = List.copyOf(sessionIds);
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * The upstream told which chats are pinned.
     *
     * @param chats       the chats, in the upstream's order
     * @param newestFirst their ids, the chat that was pinned last first; empty where the upstream does not tell
     * @param unpinned    the ids of the chats that are listed as not pinned; {@code null} where all others are not
     */
    record Listed(List<PinnedChat> chats, List<String> newestFirst, Set<String> unpinned, AnswerFacts facts)
            implements Outcome {

        /** The same where the upstream's order is that in which the chats were pinned, the last one first. */
        public Listed(List<PinnedChat> chats, AnswerFacts facts) {
            this(chats, chats.stream().map(PinnedChat::chatId).toList(), null, facts);
        }

        public Listed {
            chats = List.copyOf(chats);
            newestFirst = List.copyOf(newestFirst);
            unpinned = unpinned == null ? null : Set.copyOf(unpinned);
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * The command is a step on the way: another one takes its place, at once or behind others of its own order key.
     *
     * @param next the command to go on with
     */
    record Continued(Command next, AnswerFacts facts) implements Outcome {

        public Continued {
            Objects.requireNonNull(next.method(), "method");
            Objects.requireNonNull(next.orderKey(), "orderKey");
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * It was not done, and asking again does not help.
     *
     * @param failure why
     * @param evicted the chats that were unpinned to make room, and could not be pinned again
     */
    record Refused(ChatPinException failure, List<String> evicted, AnswerFacts facts) implements Outcome {

        /** The same without an eviction. */
        public Refused(ChatPinException failure, AnswerFacts facts) {
            this(failure, List.of(), facts);
        }

        public Refused {
            evicted = List.copyOf(evicted);
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(facts, "facts");
        }
    }

    /**
     * It was not done, or that is not known, and asking again may help.
     *
     * @param failure why; thrown when the retries are used up
     * @param dictatedWait how long the upstream asks to wait, not negative and at most a year; {@code null} where it does not say
     * @param scope   who has to wait
     * @param next    the command to try again with; {@code null} for the same
     */
    record TryAgain(ChatPinException failure, Duration dictatedWait, Scope scope, Command next, AnswerFacts facts)
            implements Outcome {

        private static final Duration LONGEST_WAIT = Duration.ofDays(365);

        /** The same command is tried again. */
        public TryAgain(ChatPinException failure, Duration dictatedWait, Scope scope, AnswerFacts facts) {
            this(failure, dictatedWait, scope, null, facts);
        }

        /** Returns the same with another command to go on with. */
        public TryAgain with(Command other) {
            return new TryAgain(failure, dictatedWait, scope, other, facts);
        }

        public TryAgain {
            if (dictatedWait != null && dictatedWait.isNegative()) {
                throw new IllegalArgumentException("dictatedWait: negative");
            }
            if (dictatedWait != null && dictatedWait.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("dictatedWait: longer than a year");
            }
            Objects.requireNonNull(failure, "failure");
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(facts, "facts");
        }
    }

    /** Who has to wait before a command is tried again. */
    enum Scope {
        /** This command alone. */
        COMMAND,
        /** Every command of the account with the same method. */
        METHOD,
        /** Every request of the account with several commands; the command itself may go alone, at once. */
        BATCH,
        /** The whole account, until its credentials are renewed; the first time it does not count as a retry. */
        CREDENTIALS,
        /**
         * Nothing waits: the request goes again at once, on a new connection, which does not count as a retry. If that comes to
         * the same, as with {@link #COMMAND}.
         */
        CONNECTION,
        /** Everyone who shares the upstream's limit: for as long as it says, else until permits have come anew. */
        LIMIT
    }
}
