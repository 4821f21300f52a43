package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.ChatPlatform;
import io.github.chatpin.camel.RateLimit;
import io.github.chatpin.camel.Upstream;
import io.github.chatpin.camel.UpstreamAccount;
import io.github.chatpin.camel.UpstreamLimit;
import io.github.chatpin.camel.http.Address;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks the options of Bitrix24 endpoints, and keeps what is known of each account: its operating limit, its tokens. */
public final class Bitrix24Platform implements ChatPlatform {

    /** The platform's name in endpoint URIs and results. */
    public static final String NAME = "bitrix24";

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
    private final Map<String, OperatingLimit> operatingLimits = new ConcurrentHashMap<>();

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
    public Upstream connect(ChatPinEndpoint endpoint) {
        ChatPinConfiguration options = endpoint.getConfiguration();
        Address portal = Address.parse("portalUrl", options.getPortalUrl(), options.isAllowInsecure());
        PinMethod method = PinMethod.named(options.getMethod());
        String plan = checked(options.getPlan());
        RateLimit rate = rate(plan, endpoint);
        Credentials chosen = credentials.of(portal, options);
        UpstreamAccount account = new UpstreamAccount(
                "%s %s (%s)".formatted(NAME, portal, chosen.name()),
                "%s %s".formatted(NAME, portal.authority()),
                portal.resolve(""),
                rate,
                endpoint.getMaxInFlight(),
                limitOptions(plan, rate),
                chosen.options(),
                chosen::secrets);
        OperatingLimit operatingLimit =
                operatingLimits.computeIfAbsent(account.name(), name -> new OperatingLimit(clock));
        return new Bitrix24Upstream(
                account,
                endpoint.getBatchSize(),
                method,
                chosen,
                new Bitrix24Requests(portal, chosen),
                new Bitrix24Answers(account, operatingLimit, chosen.renewal().isPresent()));
    }

    private static RateLimit rate(String plan, ChatPinEndpoint endpoint) {
        UpstreamLimit ofPlan = PLANS.get(plan);
        if (ofPlan != null) {
            return new RateLimit.LeakyBucket(endpoint.limitOr(ofPlan), endpoint.periodOr(ofPlan));
        }
        if (endpoint.getThrottleLimit() == null && endpoint.getThrottlePeriod() == ChatPinEndpoint.FROM_PLATFORM) {
            return new RateLimit.Unlimited();
        }
        if (endpoint.getThrottleLimit() == null || endpoint.getThrottlePeriod() == ChatPinEndpoint.FROM_PLATFORM) {
            throw new IllegalArgumentException(
                    "throttleLimit, throttlePeriod: set both or none where the plan has no limit");
        }
        return new RateLimit.LeakyBucket(endpoint.getThrottleLimit(), Duration.ofMillis(endpoint.getThrottlePeriod()));
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
