package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.AccountActivity;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.time.Timekeeper;
import io.github.chatpin.camel.time.Timekeeper.Alarm;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The accounts of one source, by their names: those that are used. Thread-safe. */
public final class Directory {

    private final String name;
    private final AccountSource source;
    private final AccountConnector connector;
    private final Timekeeper time;
    private final Executor lookUpThreads;
    private final Executor threads;
    private final RandomGenerator random;
    private final Map<String, NamedAccount> accounts = new ConcurrentHashMap<>();
    private final LongAdder lookUps = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private volatile String fault; // null while the source answers
    private volatile boolean isOpen = true;

    /**
     * @param name    names the directory to operators
     * @param lookUpThreads where accounts are looked up and connected to, which may take its time
     * @param threads where exchanges go on, of which there are as many as are needed
     * @param random  for the time between attempts
     */
    public Directory(
            String name,
            AccountSource source,
            AccountConnector connector,
            Timekeeper time,
            Executor lookUpThreads,
            Executor threads,
            RandomGenerator random) {
        this.name = name;
        this.source = source;
        this.connector = connector;
        this.time = time;
        this.lookUpThreads = lookUpThreads;
        this.threads = threads;
        this.random = random;
    }

    /**
     * Takes an exchange in that is for an account.
     *
     * @param ownThread whether the calling thread is one of the component's own, which never waits
     * @return the exchange's stay, if it may go at once; {@code null} if the visitor is told later
     * @throws InterruptedException if the caller was interrupted while it waited for room
     */
    public Stay enter(String nameOfAccount, Visitor visitor, boolean ownThread) throws InterruptedException {
        NamedAccount.Reception reception;
        do {
            reception = accounts.computeIfAbsent(nameOfAccount, key -> new NamedAccount(this, key))
                    .enter(visitor, ownThread);
        } while (reception.isGone());
        return reception.stay();
    }

    /** Closes the ways of an endpoint that stops. What is still to be sent is sent. */
    public void leave(ChatPinEndpoint endpoint) {
        accounts.values().forEach(account -> account.close(lane -> lane.endpoint == endpoint));
    }

    /** Turns all away that wait, and takes none in any more. */
    public void close() {
        isOpen = false;
        accounts.values().forEach(NamedAccount::stop);
    }

    /** Names the directory to operators. */
    public String name() {
        return name;
    }

    /** Returns how its accounts are doing, all together. */
    public DirectoryReport report() {
        int waiting = accounts.values().stream().mapToInt(NamedAccount::waiting).sum();
        List<AccountActivity> all =
                activities().map(DirectoryReport.Named::activity).toList();
        return new DirectoryReport(
                accounts.size(),
                waiting,
                all.stream().mapToInt(AccountActivity::pending).sum(),
                all.stream().mapToInt(AccountActivity::inFlight).sum(),
                all.stream().mapToLong(AccountActivity::done).sum(),
                all.stream().mapToLong(AccountActivity::failed).sum(),
                (int) all.stream()
                        .filter(activity -> activity.trouble() != null)
                        .count(),
                lookUps.sum(),
                unknown.sum(),
                faults.sum(),
                fault);
    }

    /** Returns some of the accounts, those first at which most is pending, or else was done. */
    public List<DirectoryReport.Named> busiest(int most) {
        return activities()
                .sorted(Comparator.<DirectoryReport.Named>comparingInt(named ->
                                named.activity().pending() + named.activity().inFlight())
                        .thenComparingLong(named -> named.activity().done())
                        .reversed()
                        .thenComparing(DirectoryReport.Named::name))
                .limit(most)
                .toList();
    }

    /** Returns some of the accounts that did not work the last time, the latest first. */
    public List<DirectoryReport.Named> inTrouble(int most) {
        return activities()
                .filter(named -> named.activity().trouble() != null)
                .sorted(Comparator.comparing((DirectoryReport.Named named) ->
                                named.activity().trouble().at())
                        .reversed()
                        .thenComparing(DirectoryReport.Named::name))
                .limit(most)
                .toList();
    }

    private Stream<DirectoryReport.Named> activities() {
        return accounts.values().stream()
                .flatMap(
                        account -> account
                                .control()
                                .map(control -> new DirectoryReport.Named(account.name(), control.activity()))
                                .stream());
    }

    /** Returns an account that is kept, by the name that the source knows it by. */
    public Optional<AccountControl> account(String nameOfAccount) {
        return Optional.ofNullable(accounts.get(nameOfAccount)).flatMap(NamedAccount::control);
    }

    /** Has the next exchange of an account look it up, if it is kept. */
    public void lookUpAgain(String nameOfAccount) {
        Optional.ofNullable(accounts.get(nameOfAccount)).ifPresent(NamedAccount::lookUpAgain);
    }

    boolean isOpen() {
        return isOpen;
    }

    void mustBeOpen() {
        if (!isOpen) {
            throw new RejectedExecutionException("The chatpin endpoint is stopped");
        }
    }

    /**
     * Asks the source for an account's options.
     *
     * @throws UnknownAccountException if there is none of the name
     * @throws SourceFailedException   if the source failed
     */
    Map<String, String> find(String nameOfAccount) {
        Optional<Map<String, String>> found;
        lookUps.increment();
        try {
            found = source.find(nameOfAccount).map(Map::copyOf);
            fault = null;
        } catch (RuntimeException e) {
            SourceFailedException failed = new SourceFailedException(e);
            faults.increment();
            fault = failed.type();
            throw failed;
        }
        if (found.isEmpty()) {
            unknown.increment();
        }
        return found.orElseThrow(UnknownAccountException::new);
    }

    Connection connect(ChatPinEndpoint endpoint, Map<String, String> options) throws Exception {
        return connector.connect(endpoint, options);
    }

    LookUp<NamedAccount.Found> lookUp(NamedAccount account) {
        return new LookUp<>(account::answer, account, time, lookUpThreads, random);
    }

    /** Notes that the source has not answered in time. */
    void isLate() {
        faults.increment();
        fault = "no answer within requestTimeout";
    }

    void forget(NamedAccount account) {
        accounts.remove(account.name(), account);
    }

    /** Does something on a thread that must not be held up, or here if there is none. */
    void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) { // the component has stopped
            task.run();
        }
    }

    long nanoTime() {
        return time.nanoTime();
    }

    Alarm after(Duration delay, Runnable task) {
        return time.after(delay, task);
    }
}
