package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinEndpoint;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.apache.camel.support.service.ServiceHelper;

/** The directories of one CamelContext: one for each source, which is started with it. Thread-safe. */
public final class Directories {

    private final Function<AccountSource, Directory> opener;
    private final Observer observer;
    private final Map<AccountSource, Directory> directories = new IdentityHashMap<>(); // guarded by itself
    private boolean isClosed; // guarded by directories

    /** Learns which directories there are. Called under a lock of theirs. */
    public interface Observer {

        void opened(Directory directory);

        void closed(Directory directory);
    }

    /** @param opener opens a source's directory */
    public Directories(Function<AccountSource, Directory> opener, Observer observer) {
        this.opener = opener;
        this.observer = observer;
    }

    /** Returns all of them. */
    public List<Directory> all() {
        synchronized (directories) {
            return List.copyOf(directories.values());
        }
    }

    /** Returns a source's directory. */
    public Directory of(AccountSource source) {
        synchronized (directories) {
            Directory known = directories.get(source);
            if (known == null && isClosed) {
                throw new RejectedExecutionException("The chatpin endpoint is stopped");
            }
            if (known == null) {
                ServiceHelper.startService(source);
                known = opener.apply(source);
                directories.put(source, known);
                observer.opened(known);
            }
            return known;
        }
    }

    /** Closes the ways of an endpoint that stops, to the accounts of its source. */
    public void leave(ChatPinEndpoint endpoint) {
        Directory known;
        synchronized (directories) {
            known = directories.get(endpoint.getConfiguration().getAccounts());
        }
        if (known != null) {
            known.leave(endpoint);
        }
    }

    /** Turns all away that wait, and stops the sources. */
    public void close() {
        synchronized (directories) {
            isClosed = true;
            directories.values().forEach(Directory::close);
            directories.values().forEach(observer::closed);
            directories.keySet().forEach(ServiceHelper::stopService);
            directories.clear();
        }
    }
}
