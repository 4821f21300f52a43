package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.AccountSource;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPinEngine;
import io.github.chatpin.camel.consumer.ChatPinConsumer;
import io.github.chatpin.camel.directory.Directories;
import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Accounts;
import io.github.chatpin.camel.dispatch.Connection;
import io.github.chatpin.camel.dispatch.Observer;
import io.github.chatpin.camel.dispatch.Observers;
import io.github.chatpin.camel.dispatch.Tracing;
import io.github.chatpin.camel.exchange.ManyAccountsProducer;
import io.github.chatpin.camel.exchange.OneAccountProducer;
import io.github.chatpin.camel.exchange.RouteThreads;
import io.github.chatpin.camel.health.AccountChecks;
import io.github.chatpin.camel.http.HttpClients;
import io.github.chatpin.camel.management.AccountBeans;
import io.github.chatpin.camel.management.AccountLog;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.micrometer.PinMeters;
import io.github.chatpin.camel.time.SystemTimekeeper;
import io.github.chatpin.camel.time.Timekeeper;
import io.github.chatpin.camel.tracing.RequestSpans;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.JdkService;
import org.apache.camel.support.ResolverHelper;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The platforms, the accounts and the threads of one CamelContext: a service that starts with the first chatpin
 * endpoint and stops with the context, after its routes.
 *
 * <p>Five kinds of threads: one that keeps the time, those that send (no more than an HTTP client has connections), those on
 * which routes continue (as many as there are routes that do), a few that ask the store where a limit is shared through
 * one, and a few that look accounts up. Senders and routes' threads come and go as needed: a route that waits for another exchange of the
 * component must not keep that one from going on.
 */
@JdkService(ChatPinEngine.FACTORY)
public final class ChatPinRuntime extends ServiceSupport
        implements ChatPinEngine, CamelContextAware, Directories.Observer {

    private static final String TIMER = "ChatPinTimer";
    private static final String SENDERS = "ChatPinSender";
    private static final String ROUTES = "ChatPinRoute";
    private static final String STORE = "ChatPinStore";
    private static final int STORE_THREADS = 4;
    private static final String LOOK_UPS = "ChatPinLookUp";
    private static final int LOOK_UP_THREADS = 32;
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";
    private static final String OPEN_TELEMETRY = "io.opentelemetry.api.trace.Span";

    private CamelContext context;
    private Platforms platforms;
    private AccountChecks checks;
    private Observers observers;
    private AccountBeans beans;

    private ScheduledExecutorService scheduler;
    private ExecutorService senders;
    private ExecutorService routes;
    private ExecutorService storeThreads;
    private ExecutorService lookUpThreads;
    private PinMemories memories;
    private volatile Accounts accounts;
    private volatile EndpointConnections connections;
    private volatile Directories directories;
    private volatile RouteThreads routeThreads;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    protected void doInit() throws Exception {
        platforms = new Platforms(context);
        checks = new AccountChecks(context);
        beans = new AccountBeans(context);
        observers = new Observers(List.of(beans, new AccountLog(Clock.systemUTC()), meters(context), platforms));
    }

    private static Observer meters(CamelContext context) {
        return optional(MICROMETER, PinMeters.FACTORY, Observer.class, context).orElseGet(() -> new Observer() {});
    }

    private static Tracing tracing(CamelContext context) {
        return optional(OPEN_TELEMETRY, RequestSpans.FACTORY, Tracing.class, context)
                .orElse(Tracing.NONE);
    }

    // By name: without a library the class that knows it must not be loaded, nor come into a native image.
    private static <T> Optional<T> optional(String ofLibrary, String factory, Class<T> type, CamelContext context) {
        ClassLoader own = ChatPinRuntime.class.getClassLoader();
        boolean hasLibrary = context.getClassResolver().resolveClass(ofLibrary, own) != null;
        return hasLibrary ? ResolverHelper.resolveService(context, factory, type) : Optional.empty();
    }

    @Override
    public EndpointServiceLocation connect(ChatPinEndpoint endpoint) throws Exception {
        return connections.connect(endpoint);
    }

    @Override
    public void disconnect(ChatPinEndpoint endpoint) {
        if (endpoint.hasManyAccounts()) {
            directories.leave(endpoint);
        }
        connections.disconnect(endpoint);
    }

    @Override
    public Producer createProducer(ChatPinEndpoint endpoint) {
        return endpoint.hasManyAccounts()
                ? new ManyAccountsProducer(endpoint, this::directory, () -> accounts.currentTrace(), routeThreads)
                : new OneAccountProducer(endpoint, this::share, routeThreads);
    }

    private Directory directory(ChatPinEndpoint endpoint) {
        mustNotBeStopped();
        return directories.of(endpoint.getConfiguration().getAccounts());
    }

    @Override
    public ScheduledPollConsumer createConsumer(ChatPinEndpoint endpoint, Processor processor) {
        return new ChatPinConsumer(endpoint, processor, this::share);
    }

    private Connection share(ChatPinEndpoint endpoint) throws Exception {
        mustNotBeStopped();
        return connections.share(endpoint);
    }

    private void mustNotBeStopped() {
        if (isStoppingOrStopped()) {
            throw new RejectedExecutionException("The chatpin endpoint is stopped");
        }
    }

    /** Returns what an operator can see of all accounts and do to them. */
    public List<AccountControl> accounts() {
        return accounts.controls();
    }

    /** Returns what an operator can see of the accounts of each source. */
    public List<Directory> directories() {
        return directories.all();
    }

    @Override
    protected void doStart() {
        var executors = context.getExecutorServiceManager();
        // Their names are also their sources: by these Camel tells pools apart in JMX.
        scheduler = executors.newScheduledThreadPool(TIMER, TIMER, timerProfile());
        senders = executors.newCachedThreadPool(SENDERS, SENDERS);
        routes = executors.newCachedThreadPool(ROUTES, ROUTES);
        storeThreads = executors.newThreadPool(STORE, STORE, fewThreads(STORE, STORE_THREADS));
        lookUpThreads = executors.newThreadPool(LOOK_UPS, LOOK_UPS, fewThreads(LOOK_UPS, LOOK_UP_THREADS));
        Timekeeper time = new SystemTimekeeper(scheduler);
        routeThreads = new RouteThreads(routes);
        HttpClients clients = new HttpClients(context, time, senders);
        accounts = new Accounts(time, senders, new Random(), observers, tracing(context));
        memories = new PinMemories(Clock.systemUTC(), storeThreads);
        platforms.forgetWith(memories);
        connections = new EndpointConnections(platforms, accounts, checks, clients, storeThreads, memories);
        directories = new Directories(
                source -> new Directory(nameOf(source), source, connections, time, lookUpThreads, routes, new Random()),
                this);
    }

    private String nameOf(AccountSource source) {
        return context.getRegistry().findByTypeWithName(AccountSource.class).entrySet().stream()
                .filter(bean -> bean.getValue() == source)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElseGet(() -> source.getClass().getSimpleName());
    }

    @Override
    public void opened(Directory directory) {
        beans.opened(directory);
        checks.opened(directory);
    }

    @Override
    public void closed(Directory directory) {
        beans.closed(directory);
        checks.closed(directory);
    }

    // None while none is needed. Most stores are asked without holding a thread; and a source, or the database behind
    // it,
    // takes only so many questions at a time.
    private static ThreadPoolProfile fewThreads(String name, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE); // Camel refuses what finds no idle thread where it is -1
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    // As many alarms as there are exchanges that wait; the default profile would refuse those beyond a thousand. After
    // the stop an alarm is refused and not set off on the spot.
    private static ThreadPoolProfile timerProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile(TIMER);
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(-1);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    @Override
    protected void doStop() {
        var executors = context.getExecutorServiceManager();
        directories.close();
        executors.shutdownNow(lookUpThreads);
        accounts.close();
        executors.shutdownGraceful(senders);
        executors.shutdownNow(scheduler); // not before, since a renewal that is under way has its deadline from it
        memories.close();
        executors.shutdownNow(storeThreads);
        executors.shutdownGraceful(routes);
        observers.stopped();
    }
}
