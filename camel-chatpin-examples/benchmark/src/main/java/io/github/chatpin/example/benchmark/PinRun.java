package io.github.chatpin.example.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One short run of {@link PinBenchmark} in a JVM of its own. Runs of different routes alternate, so that what else the
 * machine does meets all of them; JMH by itself would run one route to the end before the next.
 *
 * @param route the route
 * @param portal where to pin
 * @param length how long it takes
 */
record PinRun(TimedRoute route, Portal portal, Length length) {

    /**
     * How long a run takes.
     *
     * @param warmUpMillis what is not counted
     * @param iterations how many iterations are counted
     * @param iterationMillis how long each of them is
     */
    record Length(int warmUpMillis, int iterations, int iterationMillis) {}

    /** Counts the pins of callers that send one after another, and what is allocated for them. */
    Cost cost(int callers) throws RunnerException {
        return Cost.of(run(options("pin")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .threads(callers)
                .addProfiler(GCProfiler.class)));
    }

    /** Times the pins of one caller that sends one after another. */
    PinTime time() throws RunnerException {
        return PinTime.of(run(sampling("pin")));
    }

    /** Times pins that are sent at once, until the last has ended. */
    PinTime timeAtOnce() throws RunnerException {
        return PinTime.of(run(sampling("pinAtOnce")));
    }

    private ChainedOptionsBuilder sampling(String benchmark) {
        return options(benchmark)
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .threads(1);
    }

    private ChainedOptionsBuilder options(String benchmark) {
        return new OptionsBuilder()
                .include("\\." + PinBenchmark.class.getSimpleName() + "\\." + benchmark + "$")
                .param("timedRoute", route.name())
                .param("portalUrl", portal.url())
                .param("authorizationToken", portal.authorizationToken())
                .forks(1)
                .jvmArgs("-Xms1g", "-Xmx1g") // the heap that the page names; not what else this JVM was started with
                .warmupIterations(1)
                .warmupTime(TimeValue.milliseconds(length.warmUpMillis()))
                .measurementIterations(length.iterations())
                .measurementTime(TimeValue.milliseconds(length.iterationMillis()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).runSingle();
    }
}
