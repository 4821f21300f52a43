package io.github.chatpin.camel;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that both the component and an endpoint have. */
@UriParams
public class ChatPinConfiguration implements Cloneable {

    /** The options of which an endpoint's own replace the component's as a set. */
    static final List<String> CREDENTIALS =
            List.of("authorizationToken", "accessToken", "refreshToken", "clientId", "clientSecret");

    static final String DEFAULT_OPERATION = "pin";
    static final String DEFAULT_PRUNE = "all";
    static final String DEFAULT_PIN_LIMIT_POLICY = "upstream";
    static final String DEFAULT_TOKEN_URL = "https://oauth.bitrix.info/oauth/token/";
    static final String DEFAULT_METHOD = "im.recent.pin";
    static final String DEFAULT_BUCKET_STORE_FAILURE = "wait";
    static final String DEFAULT_PLAN = "standard";
    static final String DEFAULT_GATEWAY = "ryzeapi";
    static final String DEFAULT_PIN_PATH = "/api/chat/pinChat";
    static final int DEFAULT_MAX_PENDING = 1000;
    static final int DEFAULT_MAX_RETRIES = 3;
    static final int DEFAULT_RETRY_DELAY = 1000;
    static final int DEFAULT_CONNECT_TIMEOUT = 5000;
    static final int DEFAULT_REQUEST_TIMEOUT = 65000;
    static final int DEFAULT_ACCOUNT_IDLE = 600_000;

    @UriParam(
            label = "common",
            description = "The chat to pin when the message names none. Bitrix24: `chat17`, `sg5`, `256`, for open"
                    + " lines `2020` or `chat2020`. WhatsApp: a phone number or a JID.")
    private String chatId;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "The state to set when the message names none: true pins, false unpins.")
    private boolean pinned = true;

    @UriParam(
            label = "common",
            enums = "pin,pinAll,unpinAll,list,sync",
            defaultValue = DEFAULT_OPERATION,
            description = "What to do. pin sets the state of one chat, or of each chat of a bulk body. pinAll and"
                    + " unpinAll (bitrix24 only) pin or unpin all of the operator's active open-line dialogs; they"
                    + " ignore method, chat and state. list answers which chats are pinned; it ignores chat and state. sync makes"
                    + " exactly the chats of a bulk body the pinned ones; it ignores the state.")
    private String operation = DEFAULT_OPERATION;

    @UriParam(
            label = "common",
            enums = "all,own,none",
            defaultValue = DEFAULT_PRUNE,
            description = "What sync does with chats that are pinned and not wanted: all unpins them, own only those"
                    + " that this component has pinned and remembers, none leaves them.")
    private String prune = DEFAULT_PRUNE;

    @UriParam(
            label = "common",
            enums = "upstream,fail,skip,evictOldest",
            defaultValue = DEFAULT_PIN_LIMIT_POLICY,
            description = "What happens to a pin when as many chats are pinned as pinLimit says. upstream sends it and"
                    + " believes the answer. fail: PinLimitReachedException. skip: the exchange goes on, with the header"
                    + " CamelChatPinSkipped. evictOldest unpins the chat that was pinned longest ago. Not with open"
                    + " lines.")
    private String pinLimitPolicy = DEFAULT_PIN_LIMIT_POLICY;

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "Whether a pin counts as done only when the upstream's list of pinned chats shows it, and an"
                    + " unpin when it shows it no more. The list goes with the pins in one batch.")
    private boolean verify;

    @UriParam(
            label = "common",
            description = "A Camel StateRepository<String, String> that remembers which chats were pinned, and when, so"
                    + " that a restart does not lose it; FilePinRepository keeps it in files, JdbcPinRepository in a"
                    + " database. In memory if not set.")
    @Metadata(autowired = false)
    private StateRepository<String, String> pinRepository;

    @UriParam(
            label = "common",
            description =
                    "An AccountSource, which knows many accounts by their names: one endpoint is for all of them,"
                            + " and each message names one in the header CamelChatPinAccount. It replaces the options that say"
                            + " whose: portalUrl, plan, gateway, gatewayUrl, instance, and the credentials."
                            + " PropertiesAccountSource has them in a file, JdbcAccountSource in a database. Not for consumers.")
    @Metadata(autowired = false)
    private AccountSource accounts;

    @UriParam(
            label = "common",
            defaultValue = "" + DEFAULT_ACCOUNT_IDLE,
            javaType = "java.time.Duration",
            description = "How long an account of accounts is kept after its last exchange (in millis).")
    private long accountIdle = DEFAULT_ACCOUNT_IDLE;

    @UriParam(
            label = "bitrix24",
            description = "Required for bitrix24. The portal's address, such as `https://acme.bitrix24.com`, without a"
                    + " path.")
    private String portalUrl;

    @UriParam(
            label = "bitrix24,security",
            secret = true,
            description = "An inbound webhook's user id and code, such as `1/abc123`: what follows /rest/ in the URL"
                    + " that Bitrix24 shows. A webhook or an access token is required.")
    private String authorizationToken;

    @UriParam(
            label = "bitrix24,security",
            secret = true,
            description = "An OAuth access token, instead of a webhook. Bitrix24 lets it expire after an hour; with"
                    + " refreshToken, clientId and clientSecret it is renewed then.")
    private String accessToken;

    @UriParam(
            label = "bitrix24,security",
            secret = true,
            description = "The refresh token that belongs to accessToken. Bitrix24 takes it for 180 days and gives"
                    + " another with each renewal, which tokenStore keeps; a newly configured one wins over what was"
                    + " kept.")
    private String refreshToken;

    @UriParam(label = "bitrix24,security", description = "The OAuth application's client id, `local.…` or `app.…`.")
    private String clientId;

    @UriParam(label = "bitrix24,security", secret = true, description = "The OAuth application's client secret.")
    private String clientSecret;

    @UriParam(
            label = "bitrix24,security",
            defaultValue = DEFAULT_TOKEN_URL,
            description = "The authorization server, which renews tokens.")
    private String tokenUrl = DEFAULT_TOKEN_URL;

    @UriParam(
            label = "bitrix24,security",
            description = "Keeps the tokens, which change with every renewal, so that a restart does not lose them;"
                    + " FileOAuthTokenStore keeps them in files, JdbcOAuthTokenStore in a database, which several"
                    + " processes may share. In memory if not set.")
    @Metadata(autowired = false)
    private OAuthTokenStore tokenStore;

    @UriParam(
            label = "bitrix24",
            enums = "im.recent.pin,imopenlines.session.mode.pin",
            defaultValue = DEFAULT_METHOD,
            description = "The method that pins: im.recent.pin for dialogs in the operator's list of recent chats,"
                    + " imopenlines.session.mode.pin for open lines.")
    private String method = DEFAULT_METHOD;

    @UriParam(
            label = "bitrix24",
            enums = "standard,enterprise,unlimited",
            defaultValue = DEFAULT_PLAN,
            description = "The portal's plan, which sets the upstream's limit: standard (50 requests, 2 more a"
                    + " second), enterprise (250, 5 more a second), or unlimited for a self-hosted portal without"
                    + " one.")
    private String plan = DEFAULT_PLAN;

    @UriParam(
            label = "whatsapp",
            enums = "ryzeapi,gowa,openwa,wwebjs,wppconnect",
            defaultValue = DEFAULT_GATEWAY,
            description =
                    "Which gateway it is: ryzeapi, gowa (go-whatsapp-web-multidevice), openwa, wwebjs (wwebjs-api)"
                            + " or wppconnect (WPPConnect-server).")
    private String gateway = DEFAULT_GATEWAY;

    @UriParam(
            label = "whatsapp",
            description = "The gateway's address, with the path in front of the gateway's own if there is one. Required"
                    + " but for ryzeapi; there https://ryzeapi.cloud is the default.")
    private String gatewayUrl; // null while the gateway's own, if it has one

    @UriParam(
            label = "whatsapp",
            description = "Required but for gowa. The instance's name (ryzeapi), the device's id (gowa, where it has"
                    + " several), the session's id (openwa: the UUID; wwebjs) or the session (wppconnect).")
    private String instance;

    @UriParam(
            label = "whatsapp,security",
            secret = true,
            description = "Required for ryzeapi (TokenInstance or TokenAccount), openwa (API key) and wppconnect (the"
                    + " session's token). The API key of wwebjs, or user:password of gowa's basic authentication, where"
                    + " the gateway has one.")
    private String token;

    @UriParam(
            label = "whatsapp",
            defaultValue = DEFAULT_PIN_PATH,
            description =
                    "For ryzeapi only. The path before the instance, for servers that still name it `/api/chat/pin`.")
    private String pinPath = DEFAULT_PIN_PATH;

    @UriParam(
            label = "throttling",
            defaultValue = "true",
            description = "Whether to keep within the upstream's limit. false: requests of this endpoint do not wait"
                    + " for it, since the route has its own Throttle EIP, but are counted, and still wait while the"
                    + " upstream itself asks for a pause. A pin that it has refused for the limit waits for its turn"
                    + " from then on.")
    private boolean throttle = true;

    @UriParam(
            label = "throttling",
            defaultValue = "" + DEFAULT_MAX_PENDING,
            description = "How many exchanges may wait for their turn, per account, before callers are made to wait"
                    + " too. At least 1.")
    private int maxPending = DEFAULT_MAX_PENDING;

    @UriParam(
            label = "throttling",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long one pin may wait, for its turns and between attempts together, before it fails"
                    + " (in millis). 0 for no bound.")
    private long maxWait;

    @UriParam(
            label = "reliability",
            defaultValue = "" + DEFAULT_MAX_RETRIES,
            description = "Further attempts after an answer or fault that may pass. 0 for none.")
    private int maxRetries = DEFAULT_MAX_RETRIES;

    @UriParam(
            label = "reliability",
            defaultValue = "" + DEFAULT_RETRY_DELAY,
            javaType = "java.time.Duration",
            description = "The delay before the first further attempt (in millis). It doubles with each, give or take a"
                    + " fifth, up to 30 seconds. A wait that the upstream dictates takes its place.")
    private long retryDelay = DEFAULT_RETRY_DELAY;

    @UriParam(
            label = "reliability",
            defaultValue = "" + DEFAULT_CONNECT_TIMEOUT,
            javaType = "java.time.Duration",
            description = "How long to wait for a connection (in millis). At least 1.")
    private long connectTimeout = DEFAULT_CONNECT_TIMEOUT;

    @UriParam(
            label = "reliability",
            defaultValue = "" + DEFAULT_REQUEST_TIMEOUT,
            javaType = "java.time.Duration",
            description = "How long a request may take until its answer has ended, the wait for a connection included"
                    + " (in millis). At least 1. Bitrix24 works on a request for up to 60 seconds.")
    private long requestTimeout = DEFAULT_REQUEST_TIMEOUT;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Whether to allow `http://` to an address that is not this machine. The credential then"
                    + " travels in clear.")
    private boolean allowInsecure;

    @UriParam(
            label = "throttling,advanced",
            description =
                    "A Bucket4j ProxyManager with String keys: the upstream's limit is then shared by all processes"
                            + " that use the same store. A limit of this process alone if not set.")
    @Metadata(autowired = false)
    private ProxyManager<String> bucketStore;

    @UriParam(
            label = "throttling,advanced",
            enums = "wait,share,fail",
            defaultValue = DEFAULT_BUCKET_STORE_FAILURE,
            description =
                    "What becomes of requests while bucketStore cannot be asked: they wait until it can, go at this"
                            + " process's share of the limit (see bucketStoreShares), or fail.")
    private String bucketStoreFailure = DEFAULT_BUCKET_STORE_FAILURE;

    @UriParam(
            label = "throttling,advanced",
            description =
                    "Among how many processes the limit is divided while bucketStore cannot be asked; required with"
                            + " bucketStoreFailure=share. The number of processes, at least 1.")
    private int bucketStoreShares;

    @UriParam(
            label = "advanced",
            description = "The camel-http component to send with, for its TLS, proxy and pool settings; the context's"
                    + " own for the address's scheme if not set. It is used, never modified.")
    @Metadata(autowired = false)
    private HttpComponent httpComponent;

    /** Returns a copy that can be changed without changing this. */
    public ChatPinConfiguration copy() {
        try {
            return (ChatPinConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /**
     * Returns the options of one of the endpoint's many accounts.
     *
     * @param ofAccount what {@code accounts} answered
     * @throws IllegalArgumentException if there is an option among them that does not say whose the account is
     */
    public ChatPinConfiguration of(Map<String, String> ofAccount) {
        ChatPinConfiguration options = copy();
        options.clearWhose();
        AccountOptions.set(options, ofAccount);
        return options;
    }

    /** Forgets the credentials of which an endpoint has one set or another: its own replace the component's as a set. */
    void clearCredentials() {
        authorizationToken = null;
        accessToken = null;
        refreshToken = null;
        clientId = null;
        clientSecret = null;
    }

    /** Takes back what says whose the requests are, which {@code accounts} says instead. */
    void clearWhose() {
        clearCredentials();
        portalUrl = null;
        plan = DEFAULT_PLAN;
        gateway = DEFAULT_GATEWAY;
        gatewayUrl = null;
        instance = null;
        token = null;
    }

    /** Takes back what is of another gateway: an address or a token of one is not for another. */
    void clearGateway(Predicate<String> isOwn) {
        gatewayUrl = isOwn.test("gatewayUrl") ? gatewayUrl : null;
        instance = isOwn.test("instance") ? instance : null;
        token = isOwn.test("token") ? token : null;
        pinPath = isOwn.test("pinPath") ? pinPath : DEFAULT_PIN_PATH;
    }

    public String getChatId() {
        return chatId;
    }

    public void setChatId(String chatId) {
        this.chatId = chatId;
    }

    public boolean isPinned() {
        return pinned;
    }

    public void setPinned(boolean pinned) {
        this.pinned = pinned;
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public String getPrune() {
        return prune;
    }

    public void setPrune(String prune) {
        this.prune = prune;
    }

    public String getPinLimitPolicy() {
        return pinLimitPolicy;
    }

    public void setPinLimitPolicy(String pinLimitPolicy) {
        this.pinLimitPolicy = pinLimitPolicy;
    }

    public boolean isVerify() {
        return verify;
    }

    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    public StateRepository<String, String> getPinRepository() {
        return pinRepository;
    }

    public void setPinRepository(StateRepository<String, String> pinRepository) {
        this.pinRepository = pinRepository;
    }

    public AccountSource getAccounts() {
        return accounts;
    }

    public void setAccounts(AccountSource accounts) {
        this.accounts = accounts;
    }

    public long getAccountIdle() {
        return accountIdle;
    }

    public void setAccountIdle(long accountIdle) {
        this.accountIdle = accountIdle;
    }

    public String getPortalUrl() {
        return portalUrl;
    }

    public void setPortalUrl(String portalUrl) {
        this.portalUrl = portalUrl;
    }

    public String getAuthorizationToken() {
        return authorizationToken;
    }

    public void setAuthorizationToken(String authorizationToken) {
        this.authorizationToken = authorizationToken;
    }

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public OAuthTokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(OAuthTokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getPlan() {
        return plan;
    }

    public void setPlan(String plan) {
        this.plan = plan;
    }

    public String getGateway() {
        return gateway;
    }

    public void setGateway(String gateway) {
        this.gateway = gateway;
    }

    public String getGatewayUrl() {
        return gatewayUrl;
    }

    public void setGatewayUrl(String gatewayUrl) {
        this.gatewayUrl = gatewayUrl;
    }

    public String getInstance() {
        return instance;
    }

    public void setInstance(String instance) {
        this.instance = instance;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getPinPath() {
        return pinPath;
    }

    public void setPinPath(String pinPath) {
        this.pinPath = pinPath;
    }

    public boolean isThrottle() {
        return throttle;
    }

    public void setThrottle(boolean throttle) {
        this.throttle = throttle;
    }

    public int getMaxPending() {
        return maxPending;
    }

    public void setMaxPending(int maxPending) {
        this.maxPending = maxPending;
    }

    public long getMaxWait() {
        return maxWait;
    }

    public void setMaxWait(long maxWait) {
        this.maxWait = maxWait;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }

    public ProxyManager<String> getBucketStore() {
        return bucketStore;
    }

    public void setBucketStore(ProxyManager<String> bucketStore) {
        this.bucketStore = bucketStore;
    }

    public String getBucketStoreFailure() {
        return bucketStoreFailure;
    }

    public void setBucketStoreFailure(String bucketStoreFailure) {
        this.bucketStoreFailure = bucketStoreFailure;
    }

    public int getBucketStoreShares() {
        return bucketStoreShares;
    }

    public void setBucketStoreShares(int bucketStoreShares) {
        this.bucketStoreShares = bucketStoreShares;
    }

    public HttpComponent getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(HttpComponent httpComponent) {
        this.httpComponent = httpComponent;
    }
}
