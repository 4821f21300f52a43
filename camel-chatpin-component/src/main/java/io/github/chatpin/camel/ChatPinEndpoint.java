package io.github.chatpin.camel;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Pin and unpin chats in Bitrix24 and WhatsApp, and hear which were pinned. */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "chatpin",
        title = "ChatPin",
        syntax = "chatpin:platform",
        category = {Category.CHAT, Category.SAAS},
        headersClass = ChatPinConstants.class)
public class ChatPinEndpoint extends ScheduledPollEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    /** The value of {@code throttlePeriod} while it is not set: the platform and plan decide. */
    public static final long FROM_PLATFORM = Long.MIN_VALUE;

    static final int DEFAULT_BATCH_SIZE = 50;
    static final int DEFAULT_MAX_IN_FLIGHT = 8;
    static final long DEFAULT_DELAY = 30_000;

    private final OwnOptions ownOptions;

    // No enum: tools would call the name of a bean wrong.
    @UriPath(description = "Where the chats are: bitrix24, whatsapp, or the name of a ChatPlatform bean.")
    @Metadata(required = true)
    private final String platform;

    @UriParam
    private final ChatPinConfiguration configuration;

    @UriParam(
            label = "throttling",
            description = "How many requests the upstream permits, in the Throttle EIP's terms. From the platform and"
                    + " plan if not set: 50, 250 or 100. For bitrix24 the threshold of its leaky bucket. At least 1.")
    private Integer throttleLimit; // null while it is not set

    @UriParam(
            label = "throttling",
            javaType = "java.time.Duration",
            description = "In which period it permits them (in millis). From the platform and plan if not set: 25000,"
                    + " 50000 or 60000. For bitrix24 the time in which a full bucket drains. At least 1.")
    private long throttlePeriod = FROM_PLATFORM;

    @UriParam(
            label = "bitrix24,batching",
            defaultValue = "" + DEFAULT_BATCH_SIZE,
            description = "The most pins in one upstream request, 1 to 50. 1 turns batching off.")
    private int batchSize = DEFAULT_BATCH_SIZE;

    @UriParam(
            label = "bitrix24,batching",
            defaultValue = "" + DEFAULT_MAX_IN_FLIGHT,
            description = "Requests in flight at once, per account. At least 1.")
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;

    @UriParam(
            label = "common",
            description = "The cap of pinned chats that pinLimitPolicy and sync keep. 45 for bitrix24, 3 for whatsapp,"
                    + " none for open lines if not set. Lower it to leave room for pins that people make. At least 1.")
    private Integer pinLimit; // null while it is not set

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "Whether a sync of an empty list may unpin: a query that finds nothing shall not wipe an"
                    + " operator's pins.")
    private boolean allowEmpty;

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "Whether sync changes nothing and answers what it would do.")
    private boolean dryRun;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description = "Whether what is pinned at the first reading is emitted, too.")
    private boolean emitExisting;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "Names the consumer in what is kept of it: what it has seen. The route's id if not set. To be set"
                            + " where the route has no id of its own, as in a kamelet.")
    private String consumerName;

    @UriParam(
            label = "consumer,scheduler",
            javaType = "java.time.Duration",
            defaultValue = "" + DEFAULT_DELAY,
            description = "The time from one reading of the pinned chats to the next, in timeUnit, or as 30s.")
    private long delay = DEFAULT_DELAY;

    private ChatPinEngine engine;
    private volatile EndpointServiceLocation location; // null where none is known

    ChatPinEndpoint(
            String uri,
            ChatPinComponent component,
            String platform,
            ChatPinConfiguration configuration,
            OwnOptions ownOptions) {
        super(uri, component);
        this.platform = platform;
        this.configuration = configuration;
        this.ownOptions = ownOptions;
        setDelay(DEFAULT_DELAY);
    }

    @Override
    public Producer createProducer() throws Exception {
        return ChatPinEngine.of(getCamelContext()).createProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ScheduledPollConsumer consumer = ChatPinEngine.of(getCamelContext()).createConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        throw new UnsupportedOperationException(
                "chatpin endpoints cannot be polled by a route; use enrich with operation=list");
    }

    @Override
    public ChatPinComponent getComponent() {
        return (ChatPinComponent) super.getComponent();
    }

    // All checks are here and not in createEndpoint, around which Camel wraps the URI.
    @Override
    protected void doStart() throws Exception {
        super.doStart();
        engine = ChatPinEngine.of(getCamelContext());
        location = engine.connect(this);
    }

    @Override
    protected void doStop() throws Exception {
        if (engine != null) {
            engine.disconnect(this);
            engine = null;
        }
        super.doStop();
    }

    /**
     * Returns the portal's or the gateway's scheme, host and port; {@code null} before the first start, and where the
     * endpoint has none of its own.
     */
    @Override
    public String getServiceUrl() {
        return ofLocation(EndpointServiceLocation::getServiceUrl);
    }

    @Override
    public String getServiceProtocol() {
        return ofLocation(EndpointServiceLocation::getServiceProtocol);
    }

    /** Returns {@code platform}, and {@code gateway} or else {@code method}; no credential. */
    @Override
    public Map<String, String> getServiceMetadata() {
        return ofLocation(EndpointServiceLocation::getServiceMetadata);
    }

    private <T> T ofLocation(Function<EndpointServiceLocation, T> what) {
        return Optional.ofNullable(location).map(what).orElse(null);
    }

    /**
     * Checks the options that all platforms have.
     *
     * @throws IllegalArgumentException if the endpoint cannot work; the message names the option, not its value
     */
    public void checkOptions() {
        ownOptions.check();
        if (hasManyAccounts()) {
            AccountOptions.mustNotBeOwn(ownOptions);
        }
        EndpointChecks.check(configuration);
        EndpointChecks.checkLimit(throttleLimit, throttlePeriod == FROM_PLATFORM ? null : (Long) throttlePeriod);
        EndpointChecks.checkBatches(batchSize, maxInFlight);
        EndpointChecks.checkPins(pinLimit, dryRun, operation());
    }

    /** Returns whether an option is set on the endpoint itself, in whatever way its name is written. */
    public boolean hasOwn(String option) {
        return ownOptions.has(option);
    }

    public String getPlatform() {
        return platform;
    }

    /** Returns what the endpoint does with the messages that it gets. */
    public Operation operation() {
        return Operation.named(configuration.getOperation());
    }

    public ChatPinConfiguration getConfiguration() {
        return configuration;
    }

    /** Returns whether each message names its account, which the option {@code accounts} knows. */
    public boolean hasManyAccounts() {
        return configuration.getAccounts() != null;
    }

    /** Returns the limit, {@code null} if it is not set. */
    public Integer getThrottleLimit() {
        return throttleLimit;
    }

    public void setThrottleLimit(Integer throttleLimit) {
        this.throttleLimit = throttleLimit;
    }

    /** Returns the period in milliseconds, {@link #FROM_PLATFORM} if it is not set. */
    public long getThrottlePeriod() {
        return throttlePeriod;
    }

    public void setThrottlePeriod(long throttlePeriod) {
        this.throttlePeriod = throttlePeriod;
    }

    /** Returns the cap of pinned chats, {@code null} if it is not set. */
    public Integer getPinLimit() {
        return pinLimit;
    }

    public void setPinLimit(Integer pinLimit) {
        this.pinLimit = pinLimit;
    }

    public boolean isAllowEmpty() {
        return allowEmpty;
    }

    public void setAllowEmpty(boolean allowEmpty) {
        this.allowEmpty = allowEmpty;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public boolean isEmitExisting() {
        return emitExisting;
    }

    public void setEmitExisting(boolean emitExisting) {
        this.emitExisting = emitExisting;
    }

    public String getConsumerName() {
        return consumerName;
    }

    public void setConsumerName(String consumerName) {
        this.consumerName = consumerName;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }
}
