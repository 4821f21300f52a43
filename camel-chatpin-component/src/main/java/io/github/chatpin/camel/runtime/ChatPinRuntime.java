package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.ChatPlatform;
import io.github.chatpin.camel.bitrix24.Bitrix24Platform;
import io.github.chatpin.camel.dispatch.Accounts;
import io.github.chatpin.camel.dispatch.Observer;
import io.github.chatpin.camel.dispatch.Observers;
import io.github.chatpin.camel.health.AccountChecks;
import io.github.chatpin.camel.limit.SystemTimekeeper;
import io.github.chatpin.camel.limit.Timekeeper;
import io.github.chatpin.camel.management.AccountBeans;
import io.github.chatpin.camel.management.AccountLog;
import io.github.chatpin.camel.micrometer.PinMeters;
import io.github.chatpin.camel.whatsapp.WhatsAppPlatform;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * The platforms, the accounts and the threads of one CamelContext: a service that starts with the first chatpin
 * endpoint and stops with the context, after its routes.
 *
 * <p>Four kinds of threads: one that keeps the time, those that send (as many as there are requests under way), those on
 * which routes continue (as many as there are routes that do), and a few that ask the store where a limit is shared
 * through one. Senders and routes' threads come and go as needed: a route that waits for another exchange of the
 * component must not keep that one from going on.
 */
public final class ChatPinRuntime extends ServiceSupport {

    private static final String TIMER = "ChatPinTimer";
    private static final String SENDERS = "ChatPinSender";
    private static final String ROUTES = "ChatPinRoute";
    private static final String STORE = "ChatPinStore";
    private static final int STORE_THREADS = 4;
    private static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    private final CamelContext context;
    private final Map<String, ChatPlatform> platforms =
            Map.of("bitrix24", new Bitrix24Platform(), "whatsapp", new WhatsAppPlatform());
    private final ThreadLocal<Boolean> ownThread = ThreadLocal.withInitial(() -> false);

    private final Observers observers = new Observers();

    private final AccountChecks checks;

    private volatile Accounts accounts;
    private ScheduledExecutorService scheduler;
    private volatile Timekeeper timekeeper;
    private ExecutorService senders;
    private volatile ExecutorService routes;
    private volatile ExecutorService storeThreads;

    private ChatPinRuntime(CamelContext context) throws Exception {
        this.context = context;
        this.checks = new AccountChecks(context);
        observers.add(AccountBeans.of(context));
        observers.add(new AccountLog(Clock.systemUTC()));
        observers.add(meters(context));
    }

    // Without Micrometer the class that knows it must not be loaded.
    private static Observer meters(CamelContext context) {
        ClassLoader own = ChatPinRuntime.class.getClassLoader();
        boolean hasMicrometer = context.getClassResolver().resolveClass(MICROMETER, own) != null;
        return hasMicrometer ? new PinMeters(context) : new Observer() {};
    }

    /** Returns the context's runtime, after making and starting it if it is the first time. */
    public static ChatPinRuntime of(CamelContext context) throws Exception {
        synchronized (context) { // the context offers no way to add a service unless there is one
            ChatPinRuntime runtime = context.hasService(ChatPinRuntime.class);
            if (runtime == null) {
                runtime = new ChatPinRuntime(context);
                context.addService(runtime, true, true);
                ServiceHelper.startService(runtime); // which the context leaves while it initialises
            }
            return runtime;
        }
    }

    /** Returns a platform of the component's own or of the registry, {@code null} if there is none of that name. */
    public ChatPlatform platform(String name) {
        ChatPlatform own = platforms.get(name);
        return own != null ? own : context.getRegistry().lookupByNameAndType(name, ChatPlatform.class);
    }

    /** Returns the options that are of one of the component's own platforms or another, and not of all. */
    public Set<String> platformOptions() {
        return platforms.values().stream()
                .flatMap(platform -> platform.options().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the accounts of the context. */
    public Accounts accounts() {
        return accounts;
    }

    /** Returns the context's health checks of its accounts. */
    public AccountChecks checks() {
        return checks;
    }

    /** Returns what calls back on the thread that keeps the time. */
    public Timekeeper timekeeper() {
        return timekeeper;
    }

    /** Returns the threads on which a store of buckets is asked. */
    public Executor storeThreads() {
        return storeThreads;
    }

    /** Returns whether the current thread is one of those on which routes continue. */
    public boolean isOwnThread() {
        return ownThread.get();
    }

    /** Continues a route on one of the threads that are there for it, or here if there is none. */
    public void continueRoute(Runnable continuation) {
        try {
            routes.execute(() -> runAsOwn(continuation));
        } catch (Throwable e) {
            // The context has stopped, or there is no thread (an OutOfMemoryError): end the exchange all the same.
            runAsOwn(continuation);
        }
    }

    private void runAsOwn(Runnable continuation) {
        boolean nested = ownThread.get();
        ownThread.set(true);
        try {
            continuation.run();
        } finally {
            if (!nested) {
                ownThread.remove();
            }
        }
    }

    @Override
    protected void doStart() {
        var executors = context.getExecutorServiceManager();
        // Their names are also their sources: by these Camel tells pools apart in JMX.
        scheduler = executors.newScheduledThreadPool(TIMER, TIMER, timerProfile());
        timekeeper = new SystemTimekeeper(scheduler);
        senders = executors.newCachedThreadPool(SENDERS, SENDERS);
        routes = executors.newCachedThreadPool(ROUTES, ROUTES);
        storeThreads = executors.newThreadPool(STORE, STORE, storeProfile());
        accounts = new Accounts(timekeeper, senders, new Random(), observers);
    }

    // Few, since most stores are asked without holding a thread; and none while no store is used.
    private static ThreadPoolProfile storeProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile(STORE);
        profile.setPoolSize(STORE_THREADS);
        profile.setMaxPoolSize(STORE_THREADS);
        profile.setMaxQueueSize(-1);
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
        accounts.close();
        executors.shutdownGraceful(senders);
        executors.shutdownNow(scheduler); // not before, since a renewal that is under way has its deadline from it
        executors.shutdownNow(storeThreads);
        executors.shutdownGraceful(routes);
        observers.stopped();
    }
}
