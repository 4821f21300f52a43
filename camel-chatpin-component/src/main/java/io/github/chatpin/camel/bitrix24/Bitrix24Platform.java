package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.spi.ChatPlatform;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.RateLimit;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Checks the options of Bitrix24 endpoints, and keeps what is known of each account: its operating limit, its tokens. */
public final class Bitrix24Platform implements ChatPlatform {

    private static final Set<String> OPTIONS = Set.of(
            "portalUrl",
            "authorizationToken",
            "accessToken",
            "refreshToken",
            "clientId",
            "clientSecret",
            "tokenUrl",
            "tokenStore",
            "method",
            "plan",
            "batchSize",
            "maxInFlight");
    private static final Map<String, UpstreamLimit> PLANS =
            Map.of("standard", UpstreamLimit.BITRIX24_STANDARD, "enterprise", UpstreamLimit.BITRIX24_ENTERPRISE);
    private static final String UNLIMITED = "unlimited";

    private final Clock clock;
    private final ConfiguredCredentials credentials;
    private final Map<String, AccountMemory> memories = new ConcurrentHashMap<>();
    private final Map<List<Object>, Map<String, Object>> limitOptions = new ConcurrentHashMap<>(); // most are the same

    public Bitrix24Platform() {
        this(Clock.systemUTC());
    }

    Bitrix24Platform(Clock clock) {
        this.clock = clock;
        this.credentials = new ConfiguredCredentials(clock);
    }

    @Override
    public Set<String> options() {
        return OPTIONS;
    }

    @Override
    public void check(EndpointSettings settings) {
        method(settings);
    }

    @Override
    public Upstream connect(EndpointSettings settings) {
        ChatPinConfiguration options = settings.options();
        Address portal = Address.parse("portalUrl", options.getPortalUrl(), options.isAllowInsecure());
        PinMethod method = method(settings);
        String plan = checked(options.getPlan());
        RateLimit rate = rate(plan, settings);
        Credentials chosen = credentials.of(portal, options);
        UpstreamAccount account = new UpstreamAccount(
                accountName(portal, chosen),
                "%s %s".formatted(Bitrix24.NAME, portal.authority()),
                portal.resolve(""),
                rate,
                settings.maxInFlight(),
                limitOptions.computeIfAbsent(List.of(plan, rate), same -> limitOptions(plan, rate)),
                chosen.options(),
                chosen::secrets);
        credentials.use(account.name(), chosen);
        String owner = "%s %s %s".formatted(Bitrix24.NAME, portal.authority(), chosen.owner());
        Supplier<AccountMemory> memory = () -> memories.computeIfAbsent(account.name(), name -> new AccountMemory());
        OperatingLimit operatingLimit = new OperatingLimit(clock, memory);
        return new Bitrix24Upstream(
                account,
                settings.batchSize(),
                method,
                chosen,
                new Bitrix24Requests(portal, chosen),
                new Bitrix24Answers(
                        account, operatingLimit, memory, chosen.renewal().isPresent()),
                memory,
                settings.memory(account.name(), chosen.isOfOneUser() ? owner : account.name(), owner));
    }

    /** All open lines at once are open lines, whatever the option says. */
    private static PinMethod method(EndpointSettings settings) {
        PinMethod method = PinMethod.named(settings.options().getMethod());
        boolean isOfAll = settings.operation() == Operation.PIN_ALL || settings.operation() == Operation.UNPIN_ALL;
        return isOfAll ? PinMethod.OPEN_LINE : method;
    }

    private static String accountName(Address portal, Credentials credentials) {
        return "%s %s (%s)".formatted(Bitrix24.NAME, portal, credentials.name());
    }

    @Override
    public void forget(String accountName) {
        memories.remove(accountName);
        credentials.forget(accountName);
    }

    private static RateLimit rate(String plan, EndpointSettings settings) {
        return settings.rate(Optional.ofNullable(PLANS.get(plan)), "plan", RateLimit.LeakyBucket::new);
    }

    // In this order: a plan that differs changes the other two as well, and is what a message should name.
    private static Map<String, Object> limitOptions(String plan, RateLimit rate) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("plan", plan);
        if (rate instanceof RateLimit.LeakyBucket bucket) {
            options.put("throttleLimit", bucket.threshold());
            options.put("throttlePeriod", bucket.period().toMillis());
        }
        return options;
    }

    private static String checked(String plan) {
        if (plan == null || !PLANS.containsKey(plan) && !plan.equals(UNLIMITED)) {
            throw new IllegalArgumentException("plan: unknown; use standard, enterprise or unlimited");
        }
        return plan;
    }
}
