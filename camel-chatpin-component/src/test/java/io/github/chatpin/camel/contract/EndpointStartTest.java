package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.FileOAuthTokenStore;
import io.github.chatpin.camel.OAuthTokenStore;
import io.github.chatpin.camel.OAuthTokens;
import io.github.chatpin.camel.limit.MemoryBucketStore;
import io.github.chatpin.camel.security.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that cannot work fails when it starts, names the option, and does not repeat a value. */
class EndpointStartTest {

    private static final String BITRIX24 =
            "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def";
    private static final String OAUTH = "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=at-abcdef"
            + "&refreshToken=rt-abcdef&clientId=local.1&clientSecret=cs-abcdef";
    private static final String WHATSAPP = "chatpin:whatsapp?instance=sales&token=token-of-sales";

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BITRIX24,
                WHATSAPP,
                "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com/&authorizationToken=/1/abc123def/",
                "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com:8443&accessToken=abcdef",
                "chatpin:bitrix24?portalUrl=http://localhost:8080&accessToken=abcdef",
                OAUTH,
                OAUTH + "&tokenUrl=https://oauth.example/token",
                "chatpin:bitrix24?portalUrl=http://127.0.0.1&accessToken=abcdef",
                "chatpin:bitrix24?portalUrl=http://[::1]:8080&accessToken=abcdef",
                "chatpin:bitrix24?portalUrl=http://portal.intranet&accessToken=abcdef&allowInsecure=true",
                BITRIX24 + "&plan=enterprise",
                BITRIX24 + "&plan=unlimited",
                BITRIX24 + "&method=imopenlines.session.mode.pin&operation=pinAll",
                BITRIX24 + "&operation=sync&dryRun=true&prune=own&allowEmpty=true&pinLimit=40&verify=true",
                BITRIX24 + "&method=imopenlines.session.mode.pin&operation=sync&verify=true",
                BITRIX24 + "&pinLimitPolicy=evictOldest&pinLimit=40&verify=true",
                WHATSAPP + "&pinLimitPolicy=skip&pinLimit=20",
                WHATSAPP + "&operation=sync",
                BITRIX24 + "&throttleLimit=5&throttlePeriod=1000&maxPending=1&maxWait=10s&batchSize=1&maxInFlight=1",
                BITRIX24 + "&throttlePeriod=25s&retryDelay=2s&connectTimeout=1s&requestTimeout=1m&maxRetries=0",
                WHATSAPP + "&gatewayUrl=https://gateway.example&pinPath=/api/chat/pin",
                WHATSAPP + "&gatewayUrl=https://шлюз.рф",
                WHATSAPP + "&gatewayUrl=https://tools.example/wa/",
                WHATSAPP + "&gateway=wwebjs&gatewayUrl=https://gateway.example&verify=true",
                WHATSAPP + "&gateway=wppconnect&gatewayUrl=https://gateway.example&operation=sync&verify=true",
                "chatpin:whatsapp?gateway=gowa&gatewayUrl=https://gateway.example",
                "chatpin:whatsapp?gateway=gowa&gatewayUrl=https://gateway.example&token=RAW(user:pass word:x)"
                        + "&throttleLimit=5&throttlePeriod=1000",
                "chatpin:whatsapp?gateway=openwa&gatewayUrl=https://gateway.example&token=key"
                        + "&instance=0b7c4a52-6a3f-4d1e-9c58-2f1d3c4b5a69",
                "chatpin:bitrix24?portalUrl=https://портал.рф&authorizationToken=1/abc123def%C2%A0",
                OAUTH + "&tokenUrl=https://Сервер.рф/oauth/token/",
                "chatpin:whatsapp?instance=%EF%BB%BFsales%C2%A0&token=%E2%80%8Btoken-of-sales%C2%A0",
            })
    void starts(String uri) {
        assertThatCode(() -> context.getEndpoint(uri)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            icq | platform: unknown; use bitrix24, whatsapp or the name of a ChatPlatform bean in the registry
            bitrix24 | portalUrl: is required
            bitrix24?portalUrl=https://acme.bitrix24.com | authorizationToken: is required, or accessToken instead
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&accessToken=abc123def | authorizationToken, accessToken: two kinds of credentials; remove one
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=abc123def | authorizationToken: must be the webhook's user id and code, such as 1/abc123: what stands between /rest/ and the last slash of the URL that Bitrix24 shows; an OAuth access token goes into accessToken
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=RAW(1%2Fabc123def) | authorizationToken: is percent-encoded; write it as it is, and in a Pipe, whose values Camel encodes, inside RAW(…)
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=RAW(%252f1%252fabc123def) | authorizationToken: is percent-encoded
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=https://acme.bitrix24.com/rest/1/abc123def/ | authorizationToken: must be
            bitrix24?portalUrl=https://acme.bitrix24.com/rest/1/abc123def/&authorizationToken=1/abc123def | portalUrl: looks like a whole webhook URL; give the portal's address alone
            bitrix24?portalUrl=https://acme.bitrix24.com/x&authorizationToken=1/abc123def | portalUrl: must be scheme, host and port alone
            bitrix24?portalUrl=https://user:abc123def@acme.bitrix24.com&authorizationToken=1/abc123def | portalUrl: must be scheme, host and port alone
            bitrix24?portalUrl=http://acme.bitrix24.com&authorizationToken=1/abc123def | portalUrl: must begin with https://, since a credential travels with each request
            bitrix24?portalUrl=ftp://acme.bitrix24.com&authorizationToken=1/abc123def | portalUrl: must begin with https://
            bitrix24?portalUrl=acme.bitrix24.com&authorizationToken=1/abc123def | portalUrl: must begin with https://
            bitrix24?portalUrl=RAW(https%3A%2F%2Fabc123def.bitrix24.com)&authorizationToken=1/abc123def | portalUrl: is percent-encoded; write it as it is, and in a Pipe, whose values Camel encodes, inside RAW(…)
            whatsapp?instance=sales&token=abc123def&gatewayUrl=RAW(https%3A%2F%2Fabc123def.example) | gatewayUrl: is percent-encoded
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&refreshToken=abc123def&clientId=local.1&clientSecret=abc123def&tokenUrl=RAW(https%3A%2F%2Foauth.example%2Fabc123def) | tokenUrl: is percent-encoded
            bitrix24?portalUrl=https:acme&authorizationToken=1/abc123def | portalUrl: must begin with https://
            bitrix24?portalUrl=https://abc123def_&authorizationToken=1/abc123def | portalUrl: names no valid host: a host's name has no _
            bitrix24?portalUrl=https://abc123def-&authorizationToken=1/abc123def | portalUrl: names no valid host
            bitrix24?portalUrl=https://straßeabc123def.рф&authorizationToken=1/abc123def | portalUrl: names no valid host; write
            whatsapp?instance=sales&token=abc123def&gatewayUrl=http://ryze_api.localhost | gatewayUrl: names no valid host: a host's name has no _
            bitrix24?portalUrl=https://acme.bitrix24.com:99999&authorizationToken=1/abc123def | portalUrl: has a port that is not 1 to 65535
            bitrix24?portalUrl=https://acme.bitrix24.com:0&authorizationToken=1/abc123def | portalUrl: has a port that is not 1 to 65535
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&method=im.recent.abc123def | method: unknown; use im.recent.pin or imopenlines.session.mode.pin
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&plan=abc123def | plan: unknown; use standard, enterprise or unlimited
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&operation=abc123def | operation: unknown; use pin, list, sync, pinAll or unpinAll
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&plan=unlimited&throttleLimit=5 | throttleLimit, throttlePeriod: set both or none where the plan has no limit
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&instance=abc123def | instance: no option of this platform; remove it from the endpoint
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&refreshToken=abc123def&clientId=local.1 | authorizationToken, refreshToken, clientId: two kinds of credentials; remove one
            bitrix24?portalUrl=https://acme.bitrix24.com&refreshToken=abc123def&clientId=local.1&clientSecret=abc123def | accessToken: is required with refreshToken, clientId, clientSecret
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&refreshToken=abc123def | clientId, clientSecret: is required with refreshToken, so that an expired token can be renewed
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&clientId=local.1&clientSecret=abc123def | refreshToken: is required with clientId, clientSecret, so that
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&refreshToken=abc123def&clientId=local.1&clientSecret=abc123def&tokenUrl=http://oauth.example/abc123def | tokenUrl: must begin with https://, since
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&refreshToken=abc123def&clientId=local.1&clientSecret=abc123def&tokenUrl=abc123def | tokenUrl: must begin with https://
            bitrix24?portalUrl=https://acme.bitrix24.com&accessToken=abc123def&refreshToken=abc123def&clientId=local.1&clientSecret=abc123def&tokenUrl=https://oauth.example/?abc123def | tokenUrl: must be scheme, host, port and path alone
            whatsapp?token=abc123def | instance: is required
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&bucketStoreFailure=abc123def | bucketStoreFailure: unknown; use wait, share or fail
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&bucketStoreFailure=share | bucketStoreShares: is required with bucketStoreFailure=share; set it to the number of processes
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&bucketStoreShares=-1 | bucketStoreShares: must be at least 0
            whatsapp?instance=sales | token: is required
            whatsapp?instance=sales&token=RAW(%7B%7Babc123def%7D%7D) | token: is percent-encoded
            whatsapp?token=abc123def&instance=RAW(%7b%7babc123def%7d%7d) | instance: is percent-encoded
            whatsapp?instance=sales&token=abc123def%20x | token: contains characters that no token has, such as blanks
            whatsapp?instance=sales&token=abc123def&gatewayUrl=http://ryzeapi.cloud | gatewayUrl: must begin with https://
            whatsapp?instance=sales&token=abc123def&pinPath=/abc123def/../x | pinPath: must be a path such as /api/chat/pinChat
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&dryRun=true | dryRun: is for operation=sync only; remove it
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&operation=list&dryRun=true | dryRun: is for operation=sync only; remove it
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&prune=abc123def | prune: unknown; use one of all, own, none
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&pinLimitPolicy=abc123def | pinLimitPolicy: unknown; use one of upstream, fail, skip, evictOldest
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&pinLimit=0 | pinLimit: must be at least 1
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&method=imopenlines.session.mode.pin&pinLimitPolicy=skip | pinLimitPolicy: these chats have no cap; only upstream is possible
            bitrix24?portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&operation=pinAll&verify=true | verify: is for operation=pin and sync only; remove it
            whatsapp?instance=sales&token=abc123def&verify=true | verify: this gateway does not tell which chats are pinned; remove it, or use another one
            whatsapp?instance=sales&token=abc123def&operation=unpinAll | operation: pinAll and unpinAll are for bitrix24 only; use pin
            whatsapp?instance=sales&token=abc123def&authorizationToken=1/abc123def | authorizationToken: no option of this platform
            whatsapp?instance=sales&token=abc123def&maxInFlight=2 | maxInFlight: no option of this platform
            whatsapp?instance=sales&token=abc123def&gateway=abc123def | gateway: unknown; use one of ryzeapi, gowa, openwa, wwebjs, wppconnect
            whatsapp?instance=sales&token=abc123def&gateway=wwebjs | gatewayUrl: is required
            whatsapp?instance=sales&token=abc123def&gateway=wwebjs&gatewayUrl=https://a.example&pinPath=/api/chat/pin | pinPath: no option of this gateway; remove it from the endpoint
            whatsapp?instance=sales&token=abc123def&gateway=wwebjs&gatewayUrl=https://a.example/client/pinChat/sales | gatewayUrl: ends in the gateway's own path, which is added to each request; cut off what begins with /client
            whatsapp?instance=sales&token=abc123def&gatewayUrl=https://ryzeapi.cloud/api/chat/pinChat/abc123def | gatewayUrl: ends in the gateway's own path
            whatsapp?gateway=gowa&gatewayUrl=https://user:abc123def@a.example | gatewayUrl: has a user in front of the host; what the gateway asks for goes into token
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&token=abc123def | token: must be user:password
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&token=RAW(:abc123def) | token: must be user:password
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&token=RAW(abc123def:) | token: must be user:password
            whatsapp?gateway=wppconnect&gatewayUrl=https://a.example&instance=sales:abc123def&token=abc123def | instance: has a colon
            whatsapp?gateway=wppconnect&gatewayUrl=https://a.example/api/sales/abc123def/generate-token&instance=sales&token=abc123def | gatewayUrl: ends in the gateway's own path
            whatsapp?gateway=wwebjs&gatewayUrl=https://a.example/client/getChats/sales&instance=sales | gatewayUrl: ends in the gateway's own path
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&token=user:abc%0A123def | token: contains a line end
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&throttleLimit=5 | throttleLimit, throttlePeriod: set both or none where the gateway has no limit
            whatsapp?gateway=gowa&gatewayUrl=https://a.example&verify=true | verify: this gateway does not tell which chats are pinned
            whatsapp?gateway=openwa&gatewayUrl=https://a.example&token=abc123def&instance=sales | instance: must be the session's id, a UUID, and not its name
            whatsapp?gateway=wwebjs&gatewayUrl=https://a.example&instance=abc123def.x | instance: may have letters, digits, _ and - only
            whatsapp?gateway=wwebjs&gatewayUrl=https://a.example&instance=sales&token=abc%0A123def | token: contains characters that no token has
            whatsapp?gateway=wppconnect&gatewayUrl=https://a.example&instance=sales&token=sales:abc123def | token: has a colon; of what generate-token answers give token, not full
            whatsapp?gateway=wppconnect&gatewayUrl=https://a.example&instance=sales | token: is required
            """)
    void refusesToStart(String uri, String message) {
        IllegalArgumentException failure = failureOf("chatpin:" + uri);

        assertThat(failure).hasMessageStartingWith(message);
        assertThat(failure.getMessage().replace("1/abc123:", "")).doesNotContain("abc123def");
    }

    @ParameterizedTest
    @CsvSource({
        "throttleLimit, 0",
        "throttleLimit, 1000001",
        "throttlePeriod, 0",
        "throttlePeriod, -1",
        "maxPending, 0",
        "maxWait, -1",
        "maxWait, 9999999999999",
        "retryDelay, 2147483648",
        "maxRetries, -1",
        "retryDelay, -1",
        "connectTimeout, 0",
        "requestTimeout, 0",
        "maxInFlight, 0",
        "batchSize, 0",
        "batchSize, 51"
    })
    void refusesNumbersOutOfRange(String option, String value) {
        assertThat(failureOf(BITRIX24 + "&" + option + "=" + value)).hasMessageStartingWith(option + ": must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "maxRetries, 99999999999",
        "maxRetries, -99999999999",
        "maxRetries, 5x",
        "maxRetries, 5s",
        "maxRetries, 1.5",
        "maxRetries, abc",
        "maxRetries, +5",
        "maxRetries, ''",
        "maxRetries, '%205'",
        "max-retries, abc",
        "MAXRETRIES, abc",
        "throttleLimit, 4294967297",
        "batchSize, 4294967297",
        "maxInFlight, 4294967297",
        "maxPending, 4294967297",
        "bucketStoreShares, 4294967297"
    })
    void refusesWhatIsNoWholeNumber(String option, String value) {
        assertThat(failureOf(BITRIX24 + "&" + option + "=" + value))
                .hasMessage(option + ": must be a whole number up to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({
        "maxWait, abc",
        "maxWait, ''",
        "maxWait, 30S",
        "maxWait, 5M",
        "maxWait, 5sek",
        "maxWait, 1.5",
        "maxWait, 1.5s",
        "maxWait, '5%20s'",
        "maxWait, 1h30",
        "maxWait, 1m1h",
        "maxWait, -5s",
        "maxWait, %2B5",
        "maxWait, 9999999999999999999",
        "maxWait, 9999999999999999999s",
        "maxWait, PT",
        "maxWait, PT5",
        "maxWait, %2BPT5S",
        "maxWait, PT0.0001S",
        "maxWait, PT99999999999999999S",
        "max-wait, abc",
        "throttlePeriod, abc",
        "retryDelay, abc",
        "connectTimeout, abc",
        "requestTimeout, 65x"
    })
    void refusesWhatIsNoDuration(String option, String value) {
        assertThat(failureOf(BITRIX24 + "&" + option + "=" + value))
                .hasMessage(option + ": must be a number of milliseconds, or a duration such as 30s, 1h30m or 500ms");
    }

    @ParameterizedTest
    @CsvSource({
        "250, 250",
        "RAW(250), 250",
        "007, 7",
        "500ms, 500",
        "30s, 30000",
        "2m, 120000",
        "1h, 3600000",
        "2d, 172800000",
        "1h30m, 5400000",
        "1d2h3m4s5ms, 93784005",
        "PT30S, 30000",
        "pt0.5s, 500",
        "P1DT2H, 93600000",
        "#wait, 8"
    })
    void readsDurationsAsCamelDoes(String written, long millis) {
        context.getRegistry().bind("wait", 8L);

        assertThat(context.getEndpoint(BITRIX24 + "&max-wait=" + written, ChatPinEndpoint.class)
                        .getConfiguration()
                        .getMaxWait())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "007, 7", "2147483647, 2147483647", "#retries, 8"})
    void readsWholeNumbers(String written, int number) {
        context.getRegistry().bind("retries", 8);

        assertThat(context.getEndpoint(BITRIX24 + "&maxretries=" + written, ChatPinEndpoint.class)
                        .getConfiguration()
                        .getMaxRetries())
                .isEqualTo(number);
    }

    @Test
    void readsNumbersThatAreGivenAsSuch() {
        assertThat(((ChatPinEndpoint) context.getEndpoint(BITRIX24, Map.of("maxRetries", 7)))
                        .getConfiguration()
                        .getMaxRetries())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "ja", ""})
    void refusesWhatIsNeitherTrueNorFalse(String value) {
        for (String option : List.of("throttle", "pinned", "allowInsecure")) {
            assertThatCode(() -> context.getEndpoint(BITRIX24 + "&" + option + "=" + value))
                    .isInstanceOf(ResolveEndpointFailedException.class);
        }
    }

    @Test
    void refusesEndpointsOfOneAddressThatDisagreeOnItsGateway() {
        context.getEndpoint(WHATSAPP + "&gatewayUrl=https://gateway.example");

        assertThat(failureOf(WHATSAPP + "&gateway=wwebjs&gatewayUrl=https://gateway.example&throttleLimit=100"
                        + "&throttlePeriod=60000"))
                .hasMessageStartingWith("gateway: another endpoint that shares whatsapp https://gateway.example");
    }

    @ParameterizedTest
    @CsvSource({
        "plan=enterprise, plan",
        "throttleLimit=40, throttleLimit",
        "throttlePeriod=30000, throttlePeriod",
        "maxPending=7, maxPending",
        "maxInFlight=7, maxInFlight"
    })
    void refusesEndpointsOfOneAccountThatDisagree(String option, String named) {
        context.getEndpoint(BITRIX24);

        assertThat(failureOf(BITRIX24 + "&" + option))
                .hasMessageMatching(named + ": another endpoint that shares bitrix24 .* has another value;"
                        + " set the same on all of them");
    }

    @Test
    void refusesEndpointsOfOnePortalThatDisagreeOnItsLimit() {
        context.getEndpoint(BITRIX24);

        assertThat(failureOf("chatpin:bitrix24?portalUrl=https://ACME.bitrix24.com:443&accessToken=x&plan=unlimited"))
                .hasMessageStartingWith("plan: another endpoint that shares bitrix24 acme.bitrix24.com:443 has");
    }

    @ParameterizedTest
    @CsvSource({
        "pinned=true, bucketStore",
        "bucketStore=#bean:otherStore, bucketStore",
        "bucketStore=#bean:store&bucketStoreFailure=fail, bucketStoreFailure",
        "bucketStore=#bean:store&bucketStoreShares=2, bucketStoreShares"
    })
    void refusesEndpointsOfOneLimitThatDisagreeOnHowItIsShared(String options, String named) {
        context.getRegistry().bind("store", new MemoryBucketStore.Server().client(System::nanoTime));
        context.getRegistry().bind("otherStore", new MemoryBucketStore.Server().client(System::nanoTime));
        context.getEndpoint(BITRIX24 + "&bucketStore=#bean:store");

        assertThat(failureOf(BITRIX24 + "&maxRetries=5&" + options))
                .hasMessageStartingWith(named + ": another endpoint that shares bitrix24 acme.bitrix24.com:443 has");
    }

    @Test
    void refusesMoreSharesThanTheLimitHasRequests() {
        context.getRegistry().bind("store", new MemoryBucketStore.Server().client(System::nanoTime));

        assertThat(failureOf(BITRIX24 + "&bucketStore=#bean:store&bucketStoreFailure=share&bucketStoreShares=51"))
                .hasMessageStartingWith("bucketStoreShares: must not be more than the 50 requests");
    }

    @ParameterizedTest
    @CsvSource({"clientSecret, cs-other", "tokenUrl, https://oauth.example/token", "tokenStore, #bean:store"})
    void refusesEndpointsOfOneClientThatDisagreeOnItsTokens(String option, String value) {
        context.getRegistry().bind("store", new FileOAuthTokenStore(Path.of("target", "no-such-tokens")));
        context.getEndpoint(OAUTH);

        String other = OAUTH.replaceAll("&" + option + "=[^&]*", "") + "&" + option + "=" + value;
        assertThat(failureOf(other))
                .hasMessage(
                        option + ": another endpoint that shares bitrix24 https://acme.bitrix24.com"
                                + " (OAuth client local.1, %s) has another value; set the same on all of them",
                        Fingerprint.of("rt-abcdef"));
    }

    @Test
    void saysThatATokenStoreCannotBeReadWithoutWhatItHolds() {
        context.getRegistry().bind("store", new OAuthTokenStore() {
            @Override
            public Optional<OAuthTokens> load(String account) {
                throw new IllegalStateException("refused to look for rt-abcdef");
            }

            @Override
            public void save(String account, OAuthTokens tokens) {
                throw new AssertionError("nothing is to be saved");
            }
        });

        assertThat(failureOf(OAUTH + "&tokenStore=#bean:store"))
                .hasMessage("tokenStore: cannot be read (IllegalStateException: refused to look for xxxxxx)");
    }

    @Test
    void letsEndpointsDifferInWhatIsTheirOwn() {
        context.getEndpoint(BITRIX24);

        assertThatCode(() -> context.getEndpoint(
                        BITRIX24 + "&throttle=false&maxWait=5&maxRetries=9&requestTimeout=1&batchSize=1"))
                .doesNotThrowAnyException();
    }

    @Test
    void doesNotQuoteTheUriWithAMisspeltOptionsNeighbours() {
        Throwable failure = catchThrowable(() -> context.getEndpoint(BITRIX24 + "&authorizationTokn=oops"));

        assertThat(failure).hasMessageContaining("authorizationTokn");
        assertThat(failure.toString()).doesNotContain("abc123def");
    }

    private IllegalArgumentException failureOf(String uri) {
        Throwable failure = catchThrowable(() -> context.getEndpoint(uri));
        while (failure != null && !(failure instanceof IllegalArgumentException && failure.getCause() == null)) {
            failure = failure.getCause();
        }
        assertThat(failure).as("the cause why %s cannot start", uri).isNotNull();
        return (IllegalArgumentException) failure;
    }
}
