package io.github.chatpin.example.benchmark;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/** What JMH measures: pins through a route to a server in another JVM. */
@State(Scope.Benchmark)
public class PinBenchmark {

    /** How many pins {@link #pinAtOnce} sends at once. */
    static final int AT_ONCE = 16;

    /** The route. */
    @Param
    public TimedRoute timedRoute;

    /** The portal's address. */
    @Param("")
    public String portalUrl;

    /** User id and code of the inbound webhook. */
    @Param("")
    public String authorizationToken;

    private RunningRoute route;

    /**
     * Starts the route.
     *
     * @throws Exception if it does not start
     */
    @Setup
    public void start() throws Exception {
        route = RunningRoute.start(timedRoute.to(new Portal(portalUrl, authorizationToken)));
    }

    /** Stops the route. */
    @TearDown
    public void stop() {
        route.close();
    }

    /** A thread that sends one pin after another, each of another chat. */
    @State(Scope.Thread)
    public static class Caller {

        private static final long CHATS = 1_000_000_000;

        private long chat;

        /**
         * Gives each caller chats of its own.
         *
         * @param threads tells which of the callers it is
         */
        @Setup
        public void begin(ThreadParams threads) {
            chat = threads.getThreadIndex() * CHATS;
        }

        String nextChat() {
            chat++;
            return "chat" + chat;
        }
    }

    /** The threads that send pins at once. */
    @State(Scope.Benchmark)
    public static class Callers {

        private ExecutorService threads;

        /** Makes them. */
        @Setup
        public void start() {
            threads = Executors.newFixedThreadPool(AT_ONCE);
        }

        /** Ends them. */
        @TearDown
        public void stop() {
            threads.shutdownNow();
        }
    }

    /**
     * Sends a pin and waits for its end.
     *
     * @param caller whose pin it is
     * @throws Exception if the pin fails
     */
    @Benchmark
    public void pin(Caller caller) throws Exception {
        route.pin(caller.nextChat());
    }

    /**
     * Sends pins from a thread each, and waits for the end of all.
     *
     * @param callers whose pins they are
     * @throws Exception if a pin fails
     */
    @Benchmark
    public void pinAtOnce(Callers callers) throws Exception {
        List<Callable<Void>> pins = IntStream.rangeClosed(1, AT_ONCE)
                .<Callable<Void>>mapToObj(chat -> () -> {
                    route.pin("chat" + chat);
                    return null;
                })
                .toList();
        for (Future<Void> end : callers.threads.invokeAll(pins)) {
            end.get();
        }
    }
}
