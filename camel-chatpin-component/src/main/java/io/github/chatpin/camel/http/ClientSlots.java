package io.github.chatpin.camel.http;

import io.github.chatpin.camel.time.Callbacks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots of one HTTP client, which its hosts share. Who waits for a host is served in the order of coming. Hosts that
 * wait because all slots are taken are served in turn; one that has as many as it may have is passed over.
 *
 * <p>Thread-safe. It calls back without its lock.
 */
final class ClientSlots {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSlots.class);

    private final int perHost;
    private final HostSlots renewals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Callbacks callbacks = new Callbacks();

    // Guarded by lock.
    private int free;
    private final Map<String, Host> hosts = new HashMap<>();
    private final Deque<Host> turns = new ArrayDeque<>(); // each is waited for, and may have one more

    ClientSlots(PoolBounds bounds) {
        this.perHost = bounds.perHost();
        this.free = bounds.total();
        this.renewals = new Host(null);
    }

    /** Returns the slots for requests to authorization servers, which count as one host. */
    HostSlots renewals() {
        return renewals;
    }

    /**
     * Returns a host's slots, for one more user.
     *
     * @param name host and port
     */
    HostSlots use(String name) {
        lock.lock();
        try {
            Host host = hosts.computeIfAbsent(name, Host::new);
            host.users++;
            return host;
        } finally {
            lock.unlock();
        }
    }

    /** Notes that a user of a host is gone; who has or awaits a slot keeps it. */
    void leave(HostSlots slots) {
        lock.lock();
        try {
            Host host = (Host) slots;
            host.users--;
            host.forgetIfUnused();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many hosts are known. */
    int hosts() {
        lock.lock();
        try {
            return hosts.size();
        } finally {
            lock.unlock();
        }
    }

    /** Fields are guarded by lock. */
    private final class Host implements HostSlots {

        private final String name;
        private int users;
        private int taken;
        private Deque<Runnable> waiting; // null while there is none: most hosts are idle
        private boolean isInTurns;

        private Host(String name) {
            this.name = name;
        }

        @Override
        public boolean tryTake(Runnable whenTaken) {
            lock.lock();
            try {
                if (waiting == null && taken < perHost && free > 0) {
                    take();
                    return true;
                }
                if (waiting == null) {
                    waiting = new ArrayDeque<>(2);
                }
                waiting.addLast(whenTaken);
                awaitTurn();
                return false;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void giveBack() {
            List<Runnable> due = new ArrayList<>(0);
            lock.lock();
            try {
                taken--;
                free++;
                awaitTurn();
                while (free > 0 && !turns.isEmpty()) {
                    due.add(turns.removeFirst().serve());
                }
                forgetIfUnused();
            } finally {
                lock.unlock();
            }
            callBack(due);
        }

        private void take() {
            taken++;
            free--;
        }

        private void awaitTurn() {
            if (waiting != null && taken < perHost && !isInTurns) {
                isInTurns = true;
                turns.addLast(this);
            }
        }

        private Runnable serve() {
            isInTurns = false;
            take();
            Runnable next = waiting.removeFirst();
            if (waiting.isEmpty()) {
                waiting = null;
            }
            awaitTurn();
            return next;
        }

        private void forgetIfUnused() {
            if (users == 0 && taken == 0 && waiting == null) {
                hosts.remove(name, this);
            }
        }
    }

    // What waited is of no concern to the thread that gave a slot back.
    private void callBack(List<Runnable> due) {
        try {
            callbacks.call(due);
        } catch (Throwable e) {
            LOG.warn("What waited for a connection failed", e);
        }
    }
}
