package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.spi.PinCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingExchangesTest extends AccountTestSupport {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration EACH_WAIT = SECOND.dividedBy(4);

    private final Room condition = new Room();
    private final List<Pin> tooLong = new ArrayList<>();
    private final Guard guard = new Guard();
    private final PendingExchanges room = new PendingExchanges(2, guard, condition, time, tooLong::add);
    private Connection connection;

    @BeforeEach
    void takeTheGuard() {
        guard.lock();
    }

    @AfterEach
    void releaseTheGuard() {
        guard.unlock();
    }

    @BeforeEach
    void setMaxWait() {
        maxWait = SECOND;
        connection = connect(new TestUpstream(UNLIMITED, 8));
    }

    @Test
    void countsAnExchangeOnceHoweverManyOfItsPinsWait() {
        Submission exchange = exchange();
        Pin one = pin(exchange);
        Pin other = pin(exchange);
        room.enter(one, Stage.WAITING);
        room.enter(other, Stage.WAITING);
        assertThat(room.size()).isEqualTo(1);

        room.leave(one, Stage.IN_FLIGHT);
        assertThat(room.size()).isEqualTo(1);
        assertThat(condition.signals).isZero();

        room.leave(other, Stage.IN_FLIGHT);
        assertThat(room.size()).isZero();
        assertThat(condition.signals).isEqualTo(1);
    }

    @Test
    void tellsWhichPinHasWaitedLongerThanItMay() {
        Pin waits = pin();
        Pin leaves = pin();
        room.enter(waits, Stage.WAITING);
        room.enter(leaves, Stage.WAITING);
        room.leave(leaves, Stage.IN_FLIGHT);

        time.advance(SECOND);
        assertThat(tooLong).containsExactly(waits);
    }

    @Test
    void addsUpWhatAPinHasWaited() {
        Pin pin = pin();
        time.advance(Duration.ofSeconds(7));
        room.enter(pin, Stage.WAITING);
        time.advance(Duration.ofMillis(400));
        room.leave(pin, Stage.IN_FLIGHT);
        time.advance(SECOND);

        room.enter(pin, Stage.BACKING_OFF);
        time.advance(Duration.ofMillis(599));
        assertThat(tooLong).isEmpty();

        time.advance(Duration.ofMillis(1));
        assertThat(tooLong).containsExactly(pin);
    }

    @Test
    void letsACallerInAtOnceWhileThereIsRoom() throws Exception {
        room.enter(pin(), Stage.WAITING);

        assertThat(room.awaitRoom(pin())).isZero();
    }

    @Test
    void tellsHowLongACallerWaitedForRoom() throws Exception {
        Pin first = pin();
        room.enter(first, Stage.WAITING);
        room.enter(pin(), Stage.WAITING);
        condition.whenAwaited = () -> room.leave(first, Stage.IN_FLIGHT);

        assertThat(room.awaitRoom(pin())).isEqualTo(EACH_WAIT.toNanos());
    }

    @Test
    void tellsHowLongACallerWaitedForRoomAlsoWithoutABound() throws Exception {
        maxWait = Duration.ZERO;
        connection = connect(new TestUpstream(UNLIMITED, 8));
        Pin first = pin();
        room.enter(first, Stage.WAITING);
        room.enter(pin(), Stage.WAITING);
        condition.whenAwaited = () -> room.leave(first, Stage.IN_FLIGHT);

        assertThat(room.awaitRoom(pin())).isEqualTo(EACH_WAIT.toNanos());
    }

    @Test
    void letsThoseInWhoWaitForRoomWhenItBecomesLarger() throws Exception {
        room.enter(pin(), Stage.WAITING);
        room.enter(pin(), Stage.WAITING);
        condition.whenAwaited = () -> room.resize(3);

        room.awaitRoom(pin());

        assertThat(condition.waits).isEqualTo(1);
        assertThat(condition.signalsToAll).isEqualTo(1);
    }

    @Test
    void refusesACallerWhoWaitedForRoomLongerThanItMay() {
        room.enter(pin(), Stage.WAITING);
        room.enter(pin(), Stage.WAITING);

        assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> room.awaitRoom(pin()));
        assertThat(condition.waits).isEqualTo((int) SECOND.dividedBy(EACH_WAIT));
    }

    @Test
    void letsThoseGoWhoWaitForRoomWhenItCloses() throws Exception {
        maxWait = Duration.ZERO;
        connection = connect(new TestUpstream(UNLIMITED, 8));
        room.enter(pin(), Stage.WAITING);
        room.enter(pin(), Stage.WAITING);
        condition.whenAwaited = room::close;

        room.awaitRoom(pin());
        assertThat(room.isClosed()).isTrue();
        assertThat(condition.signalsToAll).isEqualTo(1);
    }

    private Pin pin() {
        return pin(exchange());
    }

    private Submission exchange() {
        return new Submission(
                connection.channel(), this::ended, connection.lease().orElseThrow(), 1);
    }

    private static Pin pin(Submission exchange) {
        return new Pin(new PinCommand("test", "chat", true, "chat"), 0, exchange);
    }

    /** A condition for which each wait is a quarter of a second. */
    private final class Room implements Condition {

        private Runnable whenAwaited = () -> {};
        private int waits;
        private int signals;
        private int signalsToAll;

        @Override
        public long awaitNanos(long nanos) {
            await();
            return nanos - EACH_WAIT.toNanos();
        }

        @Override
        public void await() {
            waits++;
            time.advance(EACH_WAIT);
            whenAwaited.run();
        }

        @Override
        public void signal() {
            signals++;
        }

        @Override
        public void signalAll() {
            signalsToAll++;
        }

        @Override
        public void awaitUninterruptibly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean await(long time, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean awaitUntil(Date deadline) {
            throw new UnsupportedOperationException();
        }
    }
}
