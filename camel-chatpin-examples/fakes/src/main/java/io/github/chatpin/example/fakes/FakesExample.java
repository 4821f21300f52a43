package io.github.chatpin.example.fakes;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts a stand-in, prints how to reach it, and tells what has arrived when it is stopped. */
public final class FakesExample {

    private static final int WRONG_USAGE = 2;
    private static final int CANNOT_START = 1;
    private static final String USAGE = """
            bitrix24 [--port n] [--https-port n] [--plan standard|enterprise|unlimited] [--pin-cap n] [--no-input]
            ryzeapi [--port n] [--https-port n] [--unlimited] [--no-input]

            Ports are any free ones by default. With --no-input, the end of standard input does not stop it.
            """;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    FakesExample(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until standard input ends or the process is told to stop.
     *
     * @param args the stand-in, {@code bitrix24} or {@code ryzeapi}, and its options; {@code --help} lists them
     * @throws IOException if standard input cannot be read
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int status = new FakesExample(System.in, System.out, System.err).run(List.of(args));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** {@return the process's exit status} */
    int run(List<String> args) throws IOException, InterruptedException {
        if (args.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Arguments arguments = Arguments.of(args);
            serve(start(arguments), arguments.has(Arguments.NO_INPUT));
            return 0;
        } catch (UsageException | IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.print(USAGE);
            return WRONG_USAGE;
        } catch (FatalStartupException failed) {
            err.println("Cannot start: " + innermost(failed).getMessage());
            return CANNOT_START;
        }
    }

    private void serve(StandIn standIn, boolean ignoresInput) throws IOException, InterruptedException {
        AtomicBoolean running = new AtomicBoolean(true);
        Runnable stop = () -> {
            if (running.getAndSet(false)) {
                Arrivals.of(standIn).forEach(this::comment);
                standIn.close();
            }
        };
        Thread interrupted = new Thread(stop, "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        announce(standIn);
        if (ignoresInput) {
            new CountDownLatch(1).await();
        }
        drain();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        stop.run();
    }

    private void announce(StandIn standIn) {
        comment(standIn.description());
        standIn.settings().forEach(out::println);
        comment("HTTPS has a self-signed certificate that names no host. Ctrl-C stops it.");
        out.flush();
    }

    private void drain() throws IOException {
        while (in.read() >= 0) {
            // what is typed means nothing
        }
    }

    private void comment(String line) {
        out.println("# " + line);
    }

    private static StandIn start(Arguments arguments) {
        return switch (arguments.name()) {
            case Bitrix24StandIn.NAME -> Bitrix24StandIn.start(arguments);
            case RyzeApiStandIn.NAME -> RyzeApiStandIn.start(arguments);
            default ->
                throw new UsageException("There is no stand-in " + arguments.name() + ", only bitrix24 and ryzeapi");
        };
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
