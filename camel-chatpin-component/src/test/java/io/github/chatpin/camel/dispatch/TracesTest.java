package io.github.chatpin.camel.dispatch;

import static io.github.chatpin.camel.dispatch.TestUpstream.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a tracing learns of requests, and that it harms none. */
class TracesTest extends AccountTestSupport {

    private final List<String> events = new ArrayList<>();
    private Object trace = "trace of nobody";

    private final Tracing recording = new Tracing() {
        @Override
        public Object current() {
            return trace;
        }

        @Override
        public Sent begin(Request request) {
            events.add("%s %s for %s with %d pins"
                    .formatted(request.method(), request.account().address(), request.exchanges(), request.pins()));
            return (status, fault) -> events.add(fault == null ? "status " + status : fault.getMessage());
        }
    };

    @Test
    void learnsOfEachRequestAndOfTheExchangesForWhichItGoes() throws Exception {
        Connection connection = connect(recording);

        submit(connection, "trace a", "chat1");
        submit(connection, "trace b", "chat2");
        submit(connection, "trace c", "chat3");
        sendAndWait();

        assertThat(events)
                .containsExactly(
                        "POST https://test.invalid for [trace a] with 1 pins",
                        "status 200",
                        "POST https://test.invalid for [trace b, trace c] with 2 pins",
                        "status 200");
    }

    @Test
    void anExchangeOfSeveralPinsIsNamedOnce() throws Exception {
        Connection connection = connect(recording);

        trace = "trace a";
        connection.submit(List.of(pin("chat1"), pin("chat2")), this::ended, OWN_THREAD);
        sendAndWait();

        assertThat(events).startsWith("POST https://test.invalid for [trace a] with 2 pins");
    }

    @Test
    void exchangesThatNothingTracesAreLeftOut() throws Exception {
        Connection connection = connect(recording);

        submit(connection, null, "chat1");
        submit(connection, "trace b", "chat2");
        submit(connection, null, "chat3");
        sendAndWait();

        assertThat(events).startsWith("POST https://test.invalid for [trace b] with 2 pins");
    }

    @Test
    void aRequestForNoneOfThemIsNotTold() throws Exception {
        Connection connection = connect(recording);

        submit(connection, null, "chat1");
        sendAndWait();

        assertThat(endings).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void learnsOfEachAttemptAndWhyThereWasNoAnswer() throws Exception {
        Connection connection = connect(recording, new IOException("cut off"), tryAgain("busy"));

        submit(connection, "trace a", "chat1");
        sendAndWait();

        assertThat(events)
                .filteredOn(event -> !event.startsWith("POST"))
                .containsExactly("cut off", "status 200", "status 200");
    }

    @Test
    void aFaultOfTheTracingLosesNoPin() throws Exception {
        Connection connection = connect(new Tracing() {
            @Override
            public Object current() {
                if (trace == null) {
                    throw new NoClassDefFoundError("io/example/Span");
                }
                return trace;
            }

            @Override
            public Sent begin(Request request) {
                if (request.exchanges().contains("trace b")) {
                    throw new IllegalStateException("a fault");
                }
                return (status, fault) -> {
                    throw new NoSuchMethodError("a fault");
                };
            }
        });

        for (String each : new String[] {null, "trace b", "trace c"}) {
            submit(connection, each, "chat1");
            sendAndWait();
        }

        assertThat(endings).hasSize(3).allMatch(ending -> ending.failure() == null);
    }

    private Connection connect(Tracing tracing, Object... outcomes) {
        TestUpstream upstream = new TestUpstream(UNLIMITED, 1).next(outcomes);
        return new Accounts(time, senders::add, new Random(1), observer, tracing)
                .connect("test", upstream, upstream, policy(true), maxPending, null);
    }

    private void submit(Connection connection, Object itsTrace, String chat) throws InterruptedException {
        trace = itsTrace;
        submit(connection, chat);
    }
}
