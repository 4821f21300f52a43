package io.github.chatpin.camel.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.dispatch.RetryPolicy;
import io.github.chatpin.camel.time.ManualTimekeeper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LookUpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(1200);

    private final ManualTimekeeper time = new ManualTimekeeper();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Callable<String>> answers = new ArrayDeque<>();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Semaphore gate = new Semaphore(0);
    private final LookUp<String> lookUp = lookUp();

    private LookUp<String> lookUp() {
        return new LookUp<>(
                () -> {
                    calls.incrementAndGet();
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    try {
                        return answers.removeFirst().call();
                    } finally {
                        atOnce.decrementAndGet();
                    }
                },
                listener(),
                time,
                threads,
                new Random(1));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void tellsTheAnswer() {
        answers.add(() -> "found");

        start(0);

        awaitTold("found");
    }

    @Test
    void asksAgainAfterADelay() {
        answers.add(this::fault);
        answers.add(() -> "found");
        start(1);
        await().until(() -> calls.get() == 1 && !lookUp.isCalling());
        assertThat(told).isEmpty();

        time.advance(LONGEST_DELAY);

        awaitTold("found");
    }

    @Test
    void tellsTheFaultWhenTheRetriesAreUsedUp() {
        answers.add(this::fault);
        answers.add(this::fault);
        start(1);
        await().until(() -> calls.get() == 1 && !lookUp.isCalling());

        time.advance(LONGEST_DELAY);

        awaitTold(IllegalStateException.class);
    }

    @Test
    void takesAnIllegalArgumentForAnAnswer() {
        answers.add(() -> {
            throw new IllegalArgumentException();
        });

        start(3);

        awaitTold(IllegalArgumentException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void interruptsACallThatIsLate() {
        answers.add(this::hang);
        start(0);
        await().until(() -> calls.get() == 1);

        time.advance(TIMEOUT);

        await().untilAsserted(() -> assertThat(told).containsExactly(TimeoutException.class, "came back"));
    }

    @Test
    void waitsForAThreadNoLongerThanForAnAnswer() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        one.submit(() -> gate.acquireUninterruptibly());
        LookUp<String> second = new LookUp<>(() -> "found", listener(), time, one, new Random(1));
        second.start(TIMEOUT, new RetryPolicy(0, Duration.ofSeconds(1)));

        time.advance(TIMEOUT);

        awaitTold(TimeoutException.class);
        gate.release();
        one.shutdown();
    }

    @Test
    void givesACallItsWholeTimeHoweverLongItWaitedForAThread() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        one.submit(() -> gate.acquireUninterruptibly());
        Semaphore hold = new Semaphore(0);
        LookUp<String> second = new LookUp<>(
                () -> {
                    calls.incrementAndGet();
                    hold.acquire();
                    return "found";
                },
                listener(),
                time,
                one,
                new Random(1));
        second.start(TIMEOUT, new RetryPolicy(0, Duration.ofSeconds(1)));
        time.advance(TIMEOUT.minusSeconds(1));
        gate.release();
        await().until(() -> calls.get() == 1);

        time.advance(TIMEOUT.minusSeconds(1));
        hold.release();

        awaitTold("found");
        one.shutdown();
    }

    @Test
    void waitsForACallThatDoesNotEndInsteadOfASecondOne() {
        answers.add(this::hangForGood);
        answers.add(() -> "found");
        start(2);
        await().until(() -> calls.get() == 1);
        time.advance(TIMEOUT);
        time.advance(LONGEST_DELAY);
        assertThat(calls).hasValue(1);

        gate.release();

        awaitTold("found too late");
        assertThat(mostAtOnce).hasValue(1);
        assertThat(calls).hasValue(1);
    }

    @Test
    void asksAtOnceWhenACallThatWasWaitedForHasFailed() {
        answers.add(() -> {
            hangForGood();
            throw new IllegalStateException("late");
        });
        answers.add(() -> "found");
        start(2);
        await().until(() -> calls.get() == 1);
        time.advance(TIMEOUT);
        time.advance(LONGEST_DELAY);

        gate.release();

        awaitTold("found");
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void waitsNoLongerThanForItsRetries() {
        answers.add(this::hangForGood);
        start(2);
        await().until(() -> calls.get() == 1);

        time.advance(TIMEOUT);
        time.advance(LONGEST_DELAY);
        time.advance(TIMEOUT);
        time.advance(LONGEST_DELAY.multipliedBy(2));
        time.advance(TIMEOUT);

        assertThat(told).containsExactly(TimeoutException.class);
        gate.release();
        await().untilAsserted(() -> assertThat(told).containsExactly(TimeoutException.class, "found too late"));
    }

    @Test
    void waitsForACallFromBeforeWhenItIsStartedAgain() {
        answers.add(this::hangForGood);
        start(0);
        await().until(() -> calls.get() == 1);
        time.advance(TIMEOUT);
        awaitTold(TimeoutException.class);

        start(0);
        gate.release();

        await().untilAsserted(() -> assertThat(told).containsExactly(TimeoutException.class, "found too late"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void tellsThatThereIsNoThreadAfterItsRetries() {
        threads.shutdownNow();

        start(1);
        time.advance(LONGEST_DELAY);
        time.advance(Duration.ZERO);

        assertThat(told).containsExactly(RejectedExecutionException.class);
        assertThat(lookUp.isCalling()).isFalse();
    }

    @Test
    void setsNoAlarmThatOutlivesTheAnswer() {
        answers.add(() -> "found");
        start(0);
        awaitTold("found");

        time.advance(TIMEOUT.multipliedBy(10));

        assertThat(told).containsExactly("found");
    }

    private LookUp.Listener<String> listener() {
        return new LookUp.Listener<>() {
            @Override
            public void found(String answer) {
                told.add(answer);
            }

            @Override
            public void failed(Throwable fault) {
                told.add(fault.getClass());
            }

            @Override
            public void hasComeBack() {
                told.add("came back");
            }
        };
    }

    private void start(int retries) {
        lookUp.start(TIMEOUT, new RetryPolicy(retries, Duration.ofSeconds(1)));
    }

    private void awaitTold(Object what) {
        await().untilAsserted(() -> assertThat(told).containsExactly(what));
    }

    private String fault() {
        throw new IllegalStateException("fault");
    }

    private String hang() throws InterruptedException {
        gate.acquire();
        return "found too late";
    }

    private String hangForGood() {
        gate.acquireUninterruptibly();
        return "found too late";
    }
}
