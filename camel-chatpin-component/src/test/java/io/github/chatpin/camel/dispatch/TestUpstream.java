package io.github.chatpin.camel.dispatch;

import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.http.HostSlots;
import io.github.chatpin.camel.http.Transport;
import io.github.chatpin.camel.memory.PinMemory;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.CredentialRenewal;
import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Listing;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An upstream and its transport without a network: records what was sent and answers what a test has scripted. */
final class TestUpstream implements Upstream, Transport {

    static final URI ADDRESS = URI.create("https://test.invalid");

    final List<String> sent = new ArrayList<>();
    final List<String> sentAnew = new ArrayList<>(); // those of them that went on a new connection
    private final Deque<Object> script = new ArrayDeque<>();
    private final UpstreamAccount account;
    private final Deque<Object> renewalScript = new ArrayDeque<>();
    int renewals;
    int holders;
    boolean closed;
    boolean failsToClose;
    Object settings = "test";
    HostSlots slots = new CountedSlots(Integer.MAX_VALUE);
    HostSlots renewalSlots = new CountedSlots(Integer.MAX_VALUE);
    Runnable whileSending = () -> {};
    final Map<String, String> known = new HashMap<>(); // chats by what stands for them
    RuntimeException failureOfCurrent;
    final List<String> pinned = new ArrayList<>(); // what a list tells, the one pinned last first
    String method = "pin";
    private PinMemory memory;

    TestUpstream(RateLimit rate, int maxInFlight) {
        this(rate, maxInFlight, Map.of());
    }

    TestUpstream(RateLimit rate, int maxInFlight, Map<String, Object> limitOptions) {
        this("test", rate, maxInFlight, limitOptions);
    }

    /** Makes one of another account with a limit of its own. */
    TestUpstream(String name, RateLimit rate) {
        this(name, rate, 1, Map.of());
    }

    /** Makes one of an account that may share its limit with others. */
    static TestUpstream under(String limit, String account, RateLimit rate, int maxInFlight) {
        return new TestUpstream(new UpstreamAccount(
                account, limit, ADDRESS, rate, maxInFlight, Map.of(), Map.of(), () -> List.of("top-secret")));
    }

    private TestUpstream(String name, RateLimit rate, int maxInFlight, Map<String, Object> limitOptions) {
        this(new UpstreamAccount(
                name, name, ADDRESS, rate, maxInFlight, limitOptions, Map.of(), () -> List.of("top-secret")));
    }

    private TestUpstream(UpstreamAccount account) {
        this.account = account;
    }

    /** Returns one whose account has options on which endpoints must agree. */
    static TestUpstream withOptions(Map<String, Object> accountOptions) {
        return new TestUpstream(new UpstreamAccount(
                "test", "test", ADDRESS, new RateLimit.Unlimited(), 1, Map.of(), accountOptions, List::of));
    }

    /** Scripts what becomes of the next requests; of those beyond, all is applied. */
    TestUpstream next(Object... outcomes) {
        script.addAll(List.of(outcomes));
        return this;
    }

    static Outcome tryAgain(String text) {
        return tryAgain(text, null, Outcome.Scope.COMMAND);
    }

    static Outcome tryAgain(String text, Duration wait, Outcome.Scope scope) {
        ChatPinException failure = scope == Outcome.Scope.LIMIT
                ? new RateLimitedException(text, Origin.unanswered("test", null), wait)
                : new UpstreamUnavailableException(text, Origin.unanswered("test", null), true);
        return new Outcome.TryAgain(failure, wait, scope, AnswerFacts.NONE);
    }

    /** Scripts what becomes of the next renewals; those beyond succeed. */
    TestUpstream nextRenewal(Object... results) {
        renewalScript.addAll(List.of(results));
        return this;
    }

    @Override
    public Optional<CredentialRenewal> renewal() {
        return Optional.of(sender -> {
            renewals++;
            Object next = renewalScript.poll();
            if (next instanceof IOException failure) {
                throw failure;
            }
            if (next instanceof RuntimeException failure) {
                throw failure;
            }
            if (next instanceof Supplier<?> result) {
                return (CredentialRenewal.Result) result.get();
            }
            return next == null ? new CredentialRenewal.Result.Renewed() : (CredentialRenewal.Result) next;
        });
    }

    static Outcome applied() {
        return new Outcome.Applied(null, null, AnswerFacts.NONE);
    }

    static Outcome expired() {
        return tryAgain("expired_token", null, Outcome.Scope.CREDENTIALS);
    }

    static Outcome refused(String text) {
        return new Outcome.Refused(new PinRejectedException(text, Origin.unanswered("test", null)), AnswerFacts.NONE);
    }

    static Outcome told(int remaining, long resetAt) {
        return new Outcome.Applied(null, null, new AnswerFacts(null, null, remaining, resetAt));
    }

    @Override
    public UpstreamAccount account() {
        return account;
    }

    @Override
    public PinCommand pin(String chatId, boolean pinned) {
        return new PinCommand(method, chatId, pinned, chatId);
    }

    /** Makes it tell which chats are pinned. */
    TestUpstream listing() {
        memory = new PinMemory(Clock.systemUTC());
        return this;
    }

    @Override
    public Optional<PinMemory> memory() {
        return Optional.ofNullable(memory);
    }

    @Override
    public Listing list() {
        return new Listing.Asked(new ListCommand());
    }

    @Override
    public String method() {
        return method;
    }

    /** Asks which chats are pinned. */
    record ListCommand() implements Command {

        @Override
        public String method() {
            return "list";
        }

        @Override
        public String chatId() {
            return null;
        }

        @Override
        public String orderKey() {
            return "list";
        }

        @Override
        public boolean isReading() {
            return true;
        }
    }

    @Override
    public Command current(Command command) {
        if (failureOfCurrent != null) {
            throw failureOfCurrent;
        }
        String chat = known.get(command.chatId());
        return chat == null ? command : pin(chat, ((PinCommand) command).pinned());
    }

    @Override
    public UpstreamRequest request(List<Command> commands) {
        List<String> chats = commands.stream().map(TestUpstream::text).toList();
        return new UpstreamRequest(ADDRESS, Map.of(), String.join(" ", chats).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Command command) {
        if (command instanceof PinCommand pin) {
            return (pin.pinned() ? "" : "-") + pin.chatId();
        }
        return command.method();
    }

    @Override
    public Optional<HealthProbe> probe() {
        return Optional.of(new HealthProbe() {
            @Override
            public UpstreamRequest request() {
                return new UpstreamRequest(ADDRESS, Map.of(), "?".getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public Outcome outcome(UpstreamAnswer answer) {
                return outcomes(List.of(pin("probe", true)), answer).get(0);
            }
        });
    }

    @Override
    public UpstreamAnswer send(UpstreamRequest request) throws IOException {
        sent.add(new String(request.body(), StandardCharsets.UTF_8));
        whileSending.run();
        Object next = script.peek();
        if (next instanceof IOException failure) {
            script.remove();
            throw failure;
        }
        return new UpstreamAnswer(200, Map.of(), new byte[0]);
    }

    @Override
    public UpstreamAnswer sendAnew(UpstreamRequest request) throws IOException {
        sentAnew.add(new String(request.body(), StandardCharsets.UTF_8));
        return send(request);
    }

    @Override
    public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
        Object next = script.poll();
        if (next instanceof RuntimeException failure) {
            throw failure;
        }
        if (next instanceof Error failure) {
            throw failure;
        }
        if (next instanceof Outcome[] outcomes) {
            return Arrays.asList(outcomes);
        }
        return commands.stream()
                .map(command -> next == null ? answerTo(command) : (Outcome) next)
                .toList();
    }

    private Outcome answerTo(Command command) {
        if (command instanceof ListCommand) {
            return new Outcome.Listed(
                    pinned.stream()
                            .map(chat -> new PinnedChat("test", chat, null, false))
                            .toList(),
                    AnswerFacts.NONE);
        }
        if (memory != null && command instanceof PinCommand pin) {
            pinned.remove(pin.chatId());
            if (pin.pinned()) {
                pinned.add(0, pin.chatId());
            }
            memory.note("pin", pin.chatId(), null, pin.pinned());
        }
        return applied();
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
        return settings;
    }

    @Override
    public boolean tryHold() {
        holders++;
        return true;
    }

    @Override
    public void release() {
        holders--;
    }

    @Override
    public void close() {
        closed = true;
        if (failsToClose) {
            throw new IllegalStateException("cannot be closed");
        }
    }
}
