package io.github.chatpin.camel.fake.server;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the stand-ins and a control server, and prints one line of JSON: where they are, and the credentials. */
public final class Main {

    private static final int WRONG_ARGUMENT = 2;
    private static final int CANNOT_START = 1;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Main(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until a signal ends the process.
     *
     * @param args the options; {@code --help} lists them
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Main main = new Main(System.in, System.out, System.err);
        System.setOut(System.err); // the line of JSON is alone there, whatever a library prints
        System.exit(main.run(List.of(args)));
    }

    /** {@return the process's exit code} */
    int run(List<String> words) throws InterruptedException {
        try {
            Arguments arguments = Arguments.of(words);
            if (arguments.has(Option.HELP)) {
                Arrays.stream(Option.values()).map(Option::help).forEach(out::println);
                return 0;
            }
            try (Server server = Server.start(arguments)) {
                serve(server, arguments.has(Option.UNTIL_INPUT_ENDS));
            }
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return WRONG_ARGUMENT;
        } catch (IOException | FatalStartupException failed) {
            err.println("cannot start: " + reason(failed));
            return CANNOT_START;
        }
    }

    private void serve(Server server, boolean untilInputEnds) throws IOException, InterruptedException {
        out.println(server.access());
        out.flush();
        if (untilInputEnds) {
            in.transferTo(OutputStream.nullOutputStream()); // what is typed means nothing
        } else {
            new CountDownLatch(1).await();
        }
    }

    /** For a port that is taken the cause of all says less than its consequence, which names the port. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause.getCause() instanceof BindException)) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }
}
