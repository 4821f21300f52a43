package io.github.chatpin.camel.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.spi.CredentialRenewal.Result;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.Outcome.Scope;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import io.github.chatpin.camel.time.SystemTimekeeper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many threads, random answers: each pin ends once, no chat is in two requests at a time, no more requests than allowed
 * are under way, and nothing is left behind.
 */
class AccountStressTest {

    private static final int THREADS = 8;
    private static final int PINS_OF_A_THREAD = 500;
    private static final int CHATS = 40;
    private static final List<String> METHODS = List.of("recent", "open-line");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        senders.shutdownNow();
        callers.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, true", "2, 8, true", "3, 3, false", "4, 50, true", "5, 50, false"})
    void keepsItsPromises(int seed, int batchSize, boolean limited) throws Exception {
        RateLimit rate = limited
                ? new RateLimit.LeakyBucket(2000, Duration.ofMillis(500))
                : new RateLimit.FixedWindow(3000, Duration.ofMillis(200));
        RandomUpstream upstream = new RandomUpstream(seed, rate);
        Accounts accounts = new Accounts(new SystemTimekeeper(timer), senders, new Random(seed), new Observer() {});
        RetryPolicy retry = new RetryPolicy(5, Duration.ofMillis(1));
        Connection[] connections = {
            accounts.connect(
                    "test", upstream, upstream, new DeliveryPolicy(true, batchSize, Duration.ZERO, retry), 50, null),
            accounts.connect(
                    "test",
                    upstream,
                    upstream,
                    new DeliveryPolicy(false, batchSize, Duration.ofSeconds(5), retry),
                    50,
                    null)
        };
        int pins = THREADS * PINS_OF_A_THREAD;
        AtomicIntegerArray endings = new AtomicIntegerArray(pins);
        CountDownLatch missing = new CountDownLatch(pins);

        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * PINS_OF_A_THREAD;
            Random random = new Random(seed * 31L + thread);
            done.add(callers.submit(() -> {
                for (int pin = first; pin < first + PINS_OF_A_THREAD; pin++) {
                    int number = pin;
                    String chat = "c" + random.nextInt(CHATS);
                    Completion ending = connections[random.nextInt(2)].submit(
                            new PinCommand(METHODS.get(number % 2), chat, true, chat),
                            (index, later) -> {
                                endings.incrementAndGet(number);
                                missing.countDown();
                            },
                            random.nextInt(4) == 0);
                    if (ending != null) {
                        endings.incrementAndGet(number);
                        missing.countDown();
                    }
                }
                return null;
            }));
        }
        for (Future<?> caller : done) {
            caller.get(60, TimeUnit.SECONDS);
        }

        assertThat(missing.await(60, TimeUnit.SECONDS))
                .as("all pins have ended")
                .isTrue();
        for (int pin = 0; pin < pins; pin++) {
            assertThat(endings.get(pin)).as("endings of pin %d", pin).isEqualTo(1);
        }
        assertThat(upstream.violations).isEmpty();
        assertThat(upstream.renewals).hasPositiveValue();
        await().untilAsserted(() -> assertThat(upstream.slots.free() + upstream.renewalSlots.free())
                .isEqualTo(RandomUpstream.MAX_IN_FLIGHT));
        await().untilAsserted(() -> assertThat(upstream.holders).hasValue(0)); // released after the telling
        for (Connection connection : connections) {
            connection.disconnect();
        }
        assertThat(connections[0].lease())
                .as("what an idle account without endpoints still is")
                .isEmpty();
    }

    private static final class RandomUpstream implements Upstream, Transport {

        private static final int MAX_IN_FLIGHT = 3;

        private final UpstreamAccount account;
        private final Random random;
        private final CountedSlots slots = new CountedSlots(MAX_IN_FLIGHT - 1);
        private final CountedSlots renewalSlots = new CountedSlots(1);
        private final Map<String, Boolean> chatsUnderWay = new ConcurrentHashMap<>();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger renewing = new AtomicInteger();
        private final AtomicInteger renewals = new AtomicInteger();
        private final AtomicInteger holders = new AtomicInteger();
        private final Map<String, String> violations = new ConcurrentHashMap<>();

        private RandomUpstream(int seed, RateLimit rate) {
            this.account = new UpstreamAccount(
                    "test",
                    "test",
                    URI.create("https://test.invalid"),
                    rate,
                    MAX_IN_FLIGHT,
                    Map.of(),
                    Map.of(),
                    List::of);
            this.random = new Random(seed);
        }

        @Override
        public UpstreamAccount account() {
            return account;
        }

        @Override
        public PinCommand pin(String chatId, boolean pinned) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UpstreamRequest request(List<Command> commands) {
            if (underWay.incrementAndGet() > MAX_IN_FLIGHT) {
                violations.put("too many requests under way", "");
            }
            for (Command command : commands) {
                if (chatsUnderWay.put(command.chatId(), true) != null) {
                    violations.put("twice under way", command.chatId());
                }
            }
            return new UpstreamRequest(account.address(), Map.of(), new byte[0]);
        }

        @Override
        public UpstreamAnswer send(UpstreamRequest request) {
            return new UpstreamAnswer(200, Map.of(), new byte[0]);
        }

        @Override
        public UpstreamAnswer sendAnew(UpstreamRequest request) {
            return send(request);
        }

        @Override
        public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
            commands.forEach(command -> chatsUnderWay.remove(command.chatId()));
            underWay.decrementAndGet();
            return commands.stream().map(command -> outcome()).toList();
        }

        private Outcome outcome() {
            Origin origin = Origin.unanswered("test", null);
            return switch (random.nextInt(25)) {
                case 0 -> new Outcome.Refused(new PinRejectedException("no", origin), AnswerFacts.NONE);
                case 1, 2 -> tryAgain(null, Scope.COMMAND);
                case 3 -> tryAgain(Duration.ofMillis(1), random.nextInt(50) == 0 ? Scope.LIMIT : Scope.COMMAND);
                case 4 -> tryAgain(Duration.ofMillis(1), random.nextInt(10) == 0 ? Scope.METHOD : Scope.COMMAND);
                case 5 -> tryAgain(Duration.ofMillis(1), random.nextInt(10) == 0 ? Scope.BATCH : Scope.COMMAND);
                case 6 -> tryAgain(null, random.nextInt(10) == 0 ? Scope.CREDENTIALS : Scope.COMMAND);
                case 7 -> tryAgain(null, Scope.CONNECTION);
                default -> new Outcome.Applied(null, null, AnswerFacts.NONE);
            };
        }

        private static Outcome tryAgain(Duration wait, Scope scope) {
            return new Outcome.TryAgain(
                    new RateLimitedException("later", Origin.unanswered("test", null), null),
                    wait,
                    scope,
                    AnswerFacts.NONE);
        }

        /** A renewal that takes a while; one in five fails, for good or for a while. */
        @Override
        public Optional<CredentialRenewal> renewal() {
            return Optional.of(sender -> {
                if (renewing.incrementAndGet() > 1) {
                    violations.put("renewed twice at once", "");
                }
                renewals.incrementAndGet();
                LockSupport.parkNanos(100_000);
                renewing.decrementAndGet();
                return switch (random.nextInt(10)) {
                    case 0 -> new Result.Refused("no", 400, "no");
                    case 1 -> new Result.Unavailable("later", 500, true);
                    default -> new Result.Renewed();
                };
            });
        }

        @Override
        public HostSlots slots() {
            return slots;
        }

        @Override
        public HostSlots renewalSlots() {
            return renewalSlots;
        }

        @Override
        public Object settings() {
            return "test";
        }

        @Override
        public boolean tryHold() {
            holders.incrementAndGet();
            return true;
        }

        @Override
        public void release() {
            holders.decrementAndGet();
        }

        @Override
        public void close() {}
    }
}
