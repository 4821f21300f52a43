package io.github.chatpin.example.board;

import io.github.chatpin.camel.PinChange;
import io.github.chatpin.camel.PinnedChat;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the page shows. Thread-safe. */
final class Board {

    private static final int LONGEST_LOG = 50;

    /** What an entry of the log tells. */
    enum Kind {
        /** A chat was pinned, by whomever. */
        PINNED,
        /** A chat was unpinned, by whomever. */
        UNPINNED,
        /** The board has done what it was asked for. */
        DONE,
        /** Something has failed. */
        FAILED
    }

    /** A chat, whose title may be {@code null}. */
    record Chat(String chatId, String title) {}

    /**
     * An entry of the log.
     *
     * @param number grows from entry to entry, also when the board is started again
     * @param chatId the chat that was pinned or unpinned; {@code null} in other entries
     */
    record Entry(long number, String time, String platform, Kind kind, String chatId, String text) {}

    /**
     * How busy an account is.
     *
     * @param account the gateway, if there are several kinds, the address, and whose account it is
     * @param limit the upstream's limit in words
     * @param permitsLeft how many requests it permits now; {@code null} without a limit
     * @param pending how many pins wait
     * @param inFlight how many requests are under way
     */
    record Load(String account, String limit, Integer permitsLeft, int pending, int inFlight) {}

    /**
     * The column of an account.
     *
     * @param chats the pinned chats in the upstream's order; {@code null} until they have been read
     * @param failure why they cannot be read now; {@code null} if they can
     */
    record Column(String platform, String title, boolean tellsPins, List<Chat> chats, String failure, Load load) {}

    /** All of it; the log's newest entry comes first. */
    record State(long version, List<Column> columns, List<Entry> log) {}

    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    // Guarded by this
    private final Map<String, Column> columns = new LinkedHashMap<>();

    // Guarded by this: the platforms whose chats are not listed as they are now
    private final Set<String> unlisted = new HashSet<>();

    // Guarded by this
    private final Map<String, String> titles = new LinkedHashMap<>();

    // Guarded by this
    private final Deque<Entry> log = new ArrayDeque<>();

    // Guarded by this
    private long version;

    // Guarded by this
    private long entries;

    Board(List<Account> accounts, Clock clock) {
        this.clock = clock;
        entries = clock.millis();
        for (Account account : accounts) {
            unlisted.add(account.platform());
            columns.put(
                    account.platform(),
                    new Column(account.platform(), account.title(), account.tellsPins(), null, null, null));
        }
    }

    /** Calls it after each change, on the thread that has made it. */
    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    synchronized State state() {
        return new State(version, List.copyOf(columns.values()), List.copyOf(log));
    }

    /** Takes in a change that a consumer has seen. The next listing puts the chat where it belongs. */
    void changed(PinChange change) {
        synchronized (this) {
            Column column = columns.get(change.platform());
            if (change.title() != null) {
                titles.put(change.chatId(), change.title());
            }
            List<Chat> chats = new ArrayList<>(column.chats() == null ? List.of() : column.chats());
            chats.removeIf(chat -> chat.chatId().equals(change.chatId()));
            if (change.pinned()) {
                chats.add(0, chat(change.chatId()));
            }
            columns.put(change.platform(), withChats(column, chats));
            unlisted.add(change.platform());
            add(
                    change.platform(),
                    change.pinned() ? Kind.PINNED : Kind.UNPINNED,
                    change.chatId(),
                    named(change.chatId()) + (change.pinned() ? " is pinned" : " is no longer pinned"));
        }
        tell();
    }

    /** {@return whether the chats are not listed as they are now} */
    synchronized boolean needsListing(String platform) {
        return unlisted.contains(platform);
    }

    /** Takes in which chats are pinned. */
    void listed(String platform, List<PinnedChat> listed) {
        synchronized (this) {
            unlisted.remove(platform);
            for (PinnedChat chat : listed) {
                if (chat.title() != null) {
                    titles.put(chat.chatId(), chat.title());
                }
            }
            List<Chat> chats = listed.stream().map(chat -> chat(chat.chatId())).toList();
            if (chats.equals(columns.get(platform).chats())) {
                return;
            }
            columns.put(platform, withChats(columns.get(platform), chats));
            version++;
        }
        tell();
    }

    /** Takes in whether the last reading has failed, and why; {@code null} if it has not. */
    void read(String platform, String failure) {
        synchronized (this) {
            Column old = columns.get(platform);
            if (Objects.equals(failure, old.failure())) {
                return;
            }
            columns.put(platform, new Column(platform, old.title(), old.tellsPins(), old.chats(), failure, old.load()));
            if (failure != null) {
                add(platform, Kind.FAILED, null, "The pinned chats cannot be read: " + failure);
            } else {
                add(platform, Kind.DONE, null, "The pinned chats can be read again");
            }
        }
        tell();
    }

    /** Takes in how busy an account is. */
    void busy(String platform, Load load) {
        synchronized (this) {
            Column old = columns.get(platform);
            if (load.equals(old.load())) {
                return;
            }
            columns.put(platform, new Column(platform, old.title(), old.tellsPins(), old.chats(), old.failure(), load));
            version++;
        }
        tell();
    }

    /** Writes down what the board has done, or why it has not. */
    void note(String platform, Kind kind, String text) {
        synchronized (this) {
            add(platform, kind, null, text);
        }
        tell();
    }

    /** {@return the chats with their titles, as far as they are known} */
    synchronized List<Chat> titled(List<String> chatIds) {
        return chatIds.stream().map(this::chat).toList();
    }

    /** {@return the chat in words} */
    synchronized String named(String chatId) {
        String title = titles.get(chatId);
        return title == null ? chatId : "%s (%s)".formatted(title, chatId);
    }

    private Chat chat(String chatId) {
        return new Chat(chatId, titles.get(chatId));
    }

    private static Column withChats(Column old, List<Chat> chats) {
        return new Column(old.platform(), old.title(), old.tellsPins(), List.copyOf(chats), old.failure(), old.load());
    }

    private void add(String platform, Kind kind, String chatId, String text) {
        version++;
        entries++;
        log.addFirst(new Entry(entries, clock.instant().toString(), platform, kind, chatId, text));
        if (log.size() > LONGEST_LOG) {
            log.removeLast();
        }
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
