package io.github.chatpin.camel.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimekeeperTest {

    private static final int PATIENCE_SECONDS = 20;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final SystemTimekeeper time = new SystemTimekeeper(scheduler);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void callsBackAfterTheDelayUnlessTheAlarmIsTakenBack() throws Exception {
        scheduler.setRemoveOnCancelPolicy(true);
        CountDownLatch calls = new CountDownLatch(1);

        time.after(Duration.ofHours(1), calls::countDown).cancel();
        time.after(Duration.ofMillis(1), calls::countDown);

        assertThat(calls.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.getQueue()).noneMatch(task -> delayMillis(task) > 1_000);
    }

    @Test
    void wakesItsThreadOnceForManyAlarmsThatAreFarOff() throws Exception {
        CountDownLatch isBusy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        scheduler.execute(() -> {
            isBusy.countDown();
            awaitQuietly(release);
        });
        assertThat(isBusy.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 3; i++) {
            time.after(Duration.ofMinutes(1), () -> {});
        }

        // Only a task that is to be the next one wakes the thread.
        assertThat(scheduler.getQueue()).hasSize(4);
        assertThat(delayMillis(scheduler.getQueue().peek())).isLessThan(1_000);
        release.countDown();
    }

    @Test
    void takesTheLongestDelayForOneThatNeverEnds() {
        time.after(Duration.ofMillis(Long.MAX_VALUE), () -> {});

        assertThat(scheduler.getQueue())
                .anyMatch(task -> delayMillis(task) > Duration.ofDays(36_500).toMillis());
    }

    @Test
    void isSilentAfterItsThreadHasStopped() {
        scheduler.shutdownNow();

        time.after(Duration.ofMinutes(1), () -> {}).cancel();

        assertThat(scheduler.getQueue()).isEmpty();
    }

    private static long delayMillis(Runnable task) {
        return ((Delayed) task).getDelay(TimeUnit.MILLISECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
