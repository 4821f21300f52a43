package io.github.chatpin.camel.memory;

import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memories of all accounts of one CamelContext. Those that have a repository are read from it when their first endpoint
 * starts, and written to it after each request that has changed them. Thread-safe.
 */
public final class PinMemories {

    private static final Logger LOG = LoggerFactory.getLogger(PinMemories.class);
    private static final String UNREADABLE = " (unreadable)";

    private final Clock clock;
    private final Executor threads;
    private final Map<String, Kept> memories = new HashMap<>(); // guarded by itself
    private final Map<String, Kept> ofAccounts = new HashMap<>(); // guarded by memories

    /** Those that were started, which accounts may share; guarded by {@link #memories}. */
    private final Set<StateRepository<String, String>> repositories =
            Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param threads on which repositories are written to, which may take its time */
    public PinMemories(Clock clock, Executor threads) {
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Returns the memory of an account.
     *
     * @param accountName which account uses it, until {@link #forget}
     * @param whose       names whose pins they are in this process: accounts of one user share them
     * @param key        names the account, without a secret and without {@code =}, so that other credentials of the same
     *                   user find what was kept
     * @param repository keeps the memory; {@code null} for an endpoint that uses what the account has
     * @throws IllegalArgumentException if the account has another repository
     */
    public PinMemory of(String accountName, String whose, String key, StateRepository<String, String> repository) {
        synchronized (memories) {
            Kept kept = memories.computeIfAbsent(whose, name -> new Kept(name, key, new PinMemory(clock)));
            if (repository != null) {
                kept.use(repository);
            }
            if (ofAccounts.put(accountName, kept) != kept) {
                kept.accounts++;
            }
            return kept.memory;
        }
    }

    /** Forgets the memory of an account that no endpoint uses any more. */
    public void forget(String accountName) {
        synchronized (memories) {
            Kept kept = ofAccounts.remove(accountName);
            if (kept != null && --kept.accounts == 0) {
                memories.remove(kept.whose);
                kept.forgotten = true;
                kept.write(); // under the lock: an endpoint that starts now reads it
            }
        }
    }

    /** Writes what has not been written yet, and stops the repositories. */
    public void close() {
        synchronized (memories) {
            memories.values().forEach(Kept::write);
            ServiceHelper.stopService(repositories);
            repositories.clear();
        }
    }

    private final class Kept implements PinMemory.Keeper {

        private final String whose;
        private final String key;
        private final PinMemory memory;
        private final AtomicBoolean isToBeWritten = new AtomicBoolean();
        private StateRepository<String, String> repository; // set once
        private int accounts; // that use it; guarded by memories
        private volatile boolean forgotten;
        private boolean hasFailed; // guarded by this
        private volatile boolean hasFailedToKeepSeen;

        private Kept(String whose, String key, PinMemory memory) {
            this.whose = whose;
            this.key = key;
            this.memory = memory;
        }

        private void use(StateRepository<String, String> newRepository) {
            if (repository == newRepository) {
                return;
            }
            if (repository != null) {
                throw new IllegalArgumentException("pinRepository: another endpoint that shares " + key
                        + " has another value; set the same on all of them");
            }
            if (!repositories.contains(newRepository)) {
                ServiceHelper.startService(newRepository);
                repositories.add(newRepository);
            }
            read(newRepository);
            repository = newRepository;
            memory.keepBy(this);
            memory.save();
        }

        private void read(StateRepository<String, String> from) {
            String text = from.getState(key);
            if (text == null || text.isBlank()) {
                return;
            }
            MemoryText.read(text).ifPresentOrElse(memory::takeIn, () -> keepAside(from, key, text));
        }

        private static void keepAside(StateRepository<String, String> from, String ofKey, String text) {
            LOG.warn(
                    "What pinRepository has for {} cannot be read; it is kept as {}, and nothing is remembered",
                    ofKey,
                    ofKey + UNREADABLE);
            from.setState(ofKey + UNREADABLE, text);
        }

        @Override
        public Optional<SeenPins.State> read(String consumer) {
            String itsKey = keyOf(consumer);
            String text = repository.getState(itsKey);
            if (text == null || text.isBlank()) {
                return Optional.empty();
            }
            Optional<SeenPins.State> state = SeenText.read(text);
            if (state.isEmpty()) {
                keepAside(repository, itsKey, text);
            }
            return state;
        }

        private String keyOf(String consumer) {
            return key + " seen by " + consumer.replace("=", "%3D");
        }

        @Override
        public boolean write(String consumer, SeenPins.State state) {
            try {
                repository.setState(keyOf(consumer), SeenText.write(state));
                hasFailedToKeepSeen = false;
                return true;
            } catch (RuntimeException e) {
                if (!hasFailedToKeepSeen) {
                    hasFailedToKeepSeen = true;
                    warnOfFailure(e);
                }
                return false;
            }
        }

        @Override
        public void save() {
            if (forgotten) {
                // By an answer that came while its account was closed: the threads may end before they write it.
                write();
            } else if (isToBeWritten.compareAndSet(false, true)) {
                try {
                    threads.execute(this::write);
                } catch (RejectedExecutionException e) { // the context stops
                    write();
                }
            }
        }

        private synchronized void write() {
            isToBeWritten.set(false);
            if (repository == null || !memory.takeChanged()) {
                return;
            }
            try {
                repository.setState(key, MemoryText.write(memory.all()));
                hasFailed = false;
            } catch (RuntimeException e) {
                memory.mustBeKept(); // the next request tries again
                if (!hasFailed) {
                    hasFailed = true;
                    warnOfFailure(e);
                }
            }
        }

        private void warnOfFailure(RuntimeException e) {
            LOG.warn(
                    "pinRepository cannot keep what is pinned in {} ({}); it is tried again",
                    key,
                    e.getClass().getName());
        }
    }
}
