package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.dispatch.Pin.Stage;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.limit.RateLimiter;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.time.Timekeeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * An upstream account: takes pins in, keeps their order, and ends each of them once.
 *
 * <p>A pin waits behind others of its chat ({@link ChatOrder}); then it is ready, and the {@link Dispatcher} sends it. Here
 * its outcome comes back, and the {@link Settlement} decides what becomes of the pin.
 *
 * <p>Thread-safe. One guard guards everything; no request or callback is called under it, and a limiter is asked no more
 * than whether its permits are plentiful.
 */
final class Account implements AccountControl, PinCall.Results, Renewals.Owner {

    private static final int FORGOTTEN = -1;

    final HealthChecks health;
    private final String platform;
    private final Timekeeper time;
    private final Guard guard = new Guard();
    private final Dispatcher dispatcher;
    private final Renewals renewals;
    private final AccountStatistics statistics;
    private final Consumer<Account> whenIdle;
    private final AtomicInteger leases = new AtomicInteger();
    private volatile UpstreamAccount identity;
    private volatile PinMemory memory; // null where the platform has none
    private volatile boolean isListed; // changed under the accounts' lock

    // All below: guarded by guard.
    private final ChatOrder order = new ChatOrder(guard);
    private final Barriers barriers = new Barriers(guard);
    private final CommandSteps steps;
    private final PendingExchanges pending;
    private final Retries retries;
    private final Settlement settlement;

    /** @param whenIdle called without the guard when nothing uses the account any more and it has nothing to do */
    Account(
            String platform,
            UpstreamAccount identity,
            int maxPending,
            Timekeeper time,
            Executor senders,
            RandomGenerator random,
            Observer observer,
            Consumer<Account> whenIdle) {
        this.platform = platform;
        this.identity = identity;
        this.time = time;
        this.whenIdle = whenIdle;
        this.statistics = new AccountStatistics(this, observer, time);
        this.pending = new PendingExchanges(maxPending, guard, guard.newCondition(), time, this::waitedTooLong);
        this.renewals = new Renewals(guard, time, senders, random, this);
        this.dispatcher = new Dispatcher(guard, identity.maxInFlight(), time, senders, pending, renewals, this);
        this.steps = new CommandSteps(order, barriers, dispatcher);
        this.retries = new Retries(guard, time, random, pending, dispatcher);
        this.settlement = new Settlement(guard, pending, dispatcher, steps);
        this.health = new HealthChecks(guard, time, dispatcher, renewals, this::tryLease);
    }

    @Override
    public Lease lease(Channel channel) {
        return tryLease(channel).orElseThrow(() -> new IllegalStateException("Forgotten: " + name()));
    }

    /** Keeps the account and a channel's transport; empty if the one is forgotten or the other closed. */
    Optional<Lease> tryLease(Channel channel) {
        if (!channel.transport.tryHold()) {
            return Optional.empty();
        }
        channel.use();
        if (leases.getAndUpdate(count -> count == FORGOTTEN ? FORGOTTEN : count + 1) == FORGOTTEN) {
            channel.release();
            return Optional.empty();
        }
        return Optional.of(begunLease(channel));
    }

    /** Keeps the account, which is not forgotten, and a channel's transport, which is held already. */
    Lease leaseOfHeld(Channel channel) {
        channel.use();
        leases.incrementAndGet();
        return begunLease(channel);
    }

    private Lease begunLease(Channel channel) {
        return new Lease(() -> {
            channel.release();
            leases.decrementAndGet();
            forgetIfIdle();
        });
    }

    /** Forgets itself if nothing uses the account and it has nothing to do: there are no leases from then on. */
    boolean tryForget() {
        return guard.test(() -> !renewals.isUnderWay() && !dispatcher.isSuspended())
                && leases.compareAndSet(0, FORGOTTEN);
    }

    private void forgetIfIdle() {
        if (leases.get() == 0) {
            whenIdle.accept(this);
        }
    }

    /** Takes in that an endpoint uses a limit, and what is remembered of the account's pins. */
    void use(RateLimiter limiter, PinMemory itsMemory) {
        dispatcher.use(limiter);
        memory = itsMemory;
    }

    /** Notes that an endpoint is for this account alone, as long as the account is kept; returns whether none was before. */
    boolean list() {
        boolean isNew = !isListed;
        isListed = true;
        return isNew;
    }

    @Override
    public boolean isListed() {
        return isListed;
    }

    /** Takes in that an endpoint uses the account no more. */
    void unused() {
        dispatcher.forgetUnusedQueues();
    }

    /** Goes by an endpoint's numbers from now on: no other one uses the account, which has something to do still. */
    void adopt(UpstreamAccount newIdentity, int maxPending) {
        guard.run(() -> {
            pending.resize(maxPending);
            dispatcher.resize(newIdentity.maxInFlight());
        });
        identity = newIdentity;
    }

    /** Takes one pin in; returns its completion if it was sent on the calling thread and has ended. */
    Completion submit(Pin pin, boolean ownThread) throws InterruptedException {
        boolean maySendHere = !ownThread && pin.channel().maySendOnCallersThread();
        takeIn(List.of(pin), ownThread);
        PinCall call = maySendHere ? dispatcher.tryCall(pin) : null;
        Completion completion = call == null ? null : sendHere(call, pin);
        dispatcher.advance();
        return completion;
    }

    private Completion sendHere(PinCall call, Pin pin) {
        try {
            return settle(call, dispatcher.send(call), pin);
        } finally {
            call.giveSlotBack();
        }
    }

    /** Takes the pins of one exchange in. */
    void submit(List<Pin> pins, boolean ownThread) throws InterruptedException {
        takeIn(pins, ownThread);
        dispatcher.advance();
    }

    private void takeIn(List<Pin> pins, boolean ownThread) throws InterruptedException {
        guard.lock();
        try {
            Pin first = pins.get(0);
            long waitedNanos = first.submission.recipient.waitedNanos() + (ownThread ? 0 : pending.awaitRoom(first));
            if (pending.isClosed()) {
                throw first.stopped();
            }
            for (Pin pin : pins) {
                pin.waitedNanos = waitedNanos;
                pending.enter(pin, Stage.WAITING);
                steps.begin(pin);
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void requestEnded(int pins, long nanos) {
        statistics.requestEnded(pins, nanos);
    }

    @Override
    public void ended(PinCall call, List<Outcome> outcomes) {
        settle(call, outcomes, null);
    }

    /**
     * Takes in what became of a call's pins.
     *
     * @param outcomes one for each pin
     * @param here     a pin whose completion the caller wants, or {@code null}
     * @return that completion, {@code null} if the pin has not ended
     */
    private Completion settle(PinCall call, List<Outcome> outcomes, Pin here) {
        Completions completions = new Completions(statistics);
        boolean renewalIsDue = guard.test(() -> {
            boolean isDue = false;
            Retries.OfOneCall retriesOfCall = retries.ofOneCall();
            dispatcher.ended(call);
            for (int i = 0; i < outcomes.size(); i++) {
                Pin pin = call.pins.get(i);
                if (call.isSent()) {
                    pin.answered(call, call.pinsWith(i), outcomes.get(i));
                }
                settlement.settle(pin, outcomes.get(i), retriesOfCall, completions);
                isDue |= hasExpiredCredentials(outcomes.get(i)) && renewals.isDueAfter(call.renewals);
            }
            retriesOfCall.backOff();
            return isDue;
        });
        if (renewalIsDue) {
            renewals.start();
        }
        return completions.tellAllBut(here);
    }

    private static boolean hasExpiredCredentials(Outcome outcome) {
        return outcome instanceof Outcome.TryAgain again && again.scope() == Scope.CREDENTIALS;
    }

    @Override
    public void notSent(PinCall call, Throwable cause) {
        List<Outcome> outcomes = call.failed("Could not send a request to ", cause, Scope.COMMAND);
        endSome(completions -> {
            Retries.OfOneCall retriesOfCall = retries.ofOneCall();
            dispatcher.ended(call);
            for (int i = 0; i < outcomes.size(); i++) {
                Pin pin = call.pins.get(i);
                if (cause instanceof RejectedExecutionException) {
                    settlement.end(pin, pin.failed(pin.stopped()), completions);
                } else {
                    settlement.settle(pin, outcomes.get(i), retriesOfCall, completions);
                }
            }
            retriesOfCall.backOff();
        });
    }

    @Override
    public void refused(ReadyQueue queue) {
        endSome(completions -> {
            for (Pin pin = queue.first(); pin != null; pin = queue.first()) {
                settlement.end(pin, pin.failed(pin.withoutPermit()), completions);
            }
        });
    }

    @Override
    public Channel anyChannel() {
        return pending.isClosed() || order.isEmpty() ? null : order.any().channel();
    }

    @Override
    public boolean isClosed() {
        return pending.isClosed();
    }

    @Override
    public void renewalEnded(Result result) {
        endSome(completions -> {
            renewals.ended(result);
            if (!(result instanceof Result.Renewed)) {
                endAllThatWait(pin -> pin.notRenewed(result), completions);
            }
        });
        dispatcher.advance();
        forgetIfIdle();
    }

    @Override
    public void renewalDropped() {
        forgetIfIdle();
    }

    private void waitedTooLong(Pin pin) {
        endSome(completions -> {
            boolean waits = pin.stage == Stage.WAITING || pin.stage == Stage.BACKING_OFF;
            if (waits && pin.mayTimeOut()) {
                settlement.end(pin, pin.failed(pin.waitedTooLong()), completions);
            }
        });
        dispatcher.advance();
    }

    /** Changes something under the guard, and tells without it which pins have ended by that. */
    private void endSome(Consumer<Completions> change) {
        Completions completions = new Completions(statistics);
        guard.run(() -> change.accept(completions));
        completions.tellAll();
    }

    private List<Pin> allPins() {
        List<Pin> all = order.all();
        all.addAll(barriers.held());
        return all;
    }

    private void endAllThatWait(Function<Pin, RuntimeException> why, Completions completions) {
        for (Pin pin : allPins()) {
            if (pin.stage != Stage.IN_FLIGHT) {
                settlement.end(pin, pin.failed(why.apply(pin)), completions);
            }
        }
    }

    /** Fails what waits and cuts off what is under way; nothing is taken in any more. */
    void close() {
        List<Channel> cutOff = new ArrayList<>();
        health.close().ifPresent(cutOff::add);
        endSome(completions -> {
            pending.close();
            dispatcher.inFlight().forEach(call -> cutOff.add(call.channel));
            cutOff.removeIf(channel -> renewals.isUsing(channel.transport));
            endAllThatWait(Pin::stopped, completions);
        });
        cutOff.forEach(Channel::cutOff);
    }

    @Override
    public String name() {
        return identity.name();
    }

    @Override
    public String platform() {
        return platform;
    }

    @Override
    public String gateway() {
        return identity.gateway();
    }

    @Override
    public AccountReport report() {
        LimitReport limit = dispatcher.limit();
        AccountReport.Counts counts = statistics.counts();
        return guard.get(() -> {
            Instant now = time.now();
            Map<String, Instant> pausedMethods = new LinkedHashMap<>();
            dispatcher.pausedMethods().forEach((method, nanos) -> pausedMethods.put(method, now.plusNanos(nanos)));
            return new AccountReport(
                    name(),
                    platform,
                    gateway(),
                    new TreeMap<>(identity.limitOptions()),
                    limit,
                    pending.size(),
                    dispatcher.inFlight().size(),
                    dispatcher.isSuspended(),
                    renewals.isUnderWay(),
                    pausedMethods,
                    AccountReport.Pins.of(memory),
                    counts,
                    statistics.lastFailure());
        });
    }

    @Override
    public AccountActivity activity() {
        return guard.get(() -> new AccountActivity(
                pending.size(),
                dispatcher.inFlight().size(),
                statistics.done(),
                statistics.failed(),
                statistics.trouble()));
    }

    @Override
    public void suspend() {
        guard.run(() -> dispatcher.suspend(true));
    }

    @Override
    public void resume() {
        guard.run(() -> dispatcher.suspend(false));
        dispatcher.advance();
        forgetIfIdle();
    }
}
