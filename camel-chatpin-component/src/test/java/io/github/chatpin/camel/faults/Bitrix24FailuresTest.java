package io.github.chatpin.camel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer that Bitrix24 can give, and none. */
class Bitrix24FailuresTest extends RouteTestSupport {

    private static final String FAST = "retryDelay=1";

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    private final FakeBitrix24 fake = BITRIX24.fake();

    @ParameterizedTest
    @CsvSource({
        "400, DIALOG_ID_EMPTY",
        "400, ACCESS_ERROR",
        "400, CHAT_ID_EMPTY",
        "400, CHAT_ID",
        "400, CHAT_TYPE",
        "400, USER_ID",
        "400, ERROR_USER_NOT_OPERATOR",
        "400, ACCESS_DENIED",
        "404, ERROR_METHOD_NOT_FOUND",
        "404, ERROR_MANIFEST_IS_NOT_AVAILABLE",
        "400, ERROR_BATCH_LENGTH_EXCEEDED",
        "405, ERROR_BATCH_METHOD_NOT_ALLOWED",
        "503, ACCESS_ERROR",
        "405, ERROR_BATCH_SOMETHING_NEW",
        "409, ACCESS_DENIED",
        "410, SOMETHING_NEW",
        "400, SOMETHING_NEW"
    })
    void rejectsAPinForGood(int status, String code) {
        assertFailsAtOnce(status, code, PinRejectedException.class, false);
    }

    @ParameterizedTest
    @CsvSource({
        "401, NO_AUTH_FOUND",
        "401, INVALID_CREDENTIALS",
        "403, INVALID_CREDENTIALS",
        "401, expired_token",
        "401, invalid_token",
        "400, INVALID_TOKEN",
        "403, insufficient_scope",
        "403, user_access_error",
        "401, ACCESS_DENIED",
        "403, ACCESS_DENIED",
        "400, INVALID_REQUEST",
        "402, PAYMENT_REQUIRED",
        "401, something_new",
        "403, something_new"
    })
    void blamesTheCredentials(int status, String code) {
        assertFailsAtOnce(status, code, AuthenticationException.class, false);
    }

    @ParameterizedTest
    @CsvSource({
        "503, OVERLOAD_LIMIT",
        "503, overload_limit",
        "401, OVERLOAD_LIMIT",
        "500, PORTAL_DELETED",
        "403, PORTAL_DELETED",
        "410, PORTAL_DELETED"
    })
    void doesNotTryAgainWhatDoesNotPass(int status, String code) {
        assertFailsAtOnce(status, code, UpstreamUnavailableException.class, false);
    }

    @ParameterizedTest
    @CsvSource({
        "503, QUERY_LIMIT_EXCEEDED, RateLimitedException",
        "503, query_limit_exceeded, RateLimitedException",
        "200, QUERY_LIMIT_EXCEEDED, RateLimitedException",
        "401, QUERY_LIMIT_EXCEEDED, RateLimitedException",
        "429, SOMETHING_NEW, RateLimitedException",
        "500, INTERNAL_SERVER_ERROR, UpstreamUnavailableException",
        "500, ERROR_UNEXPECTED_ANSWER, UpstreamUnavailableException",
        "400, INTERNAL_SERVER_ERROR, UpstreamUnavailableException",
        "503, ACCESS_DENIED, UpstreamUnavailableException",
        "502, SOMETHING_NEW, UpstreamUnavailableException",
        "200, SOMETHING_NEW, UpstreamUnavailableException",
        "401, authorization_error, UpstreamUnavailableException",
        "401, AUTHORIZATION_ERROR, UpstreamUnavailableException",
        "403, authorization_error, UpstreamUnavailableException",
        "401, CONNECTION_ERROR, UpstreamUnavailableException",
        "401, connection_error, UpstreamUnavailableException",
        "408, SOMETHING_NEW, UpstreamUnavailableException",
        "421, SOMETHING_NEW, UpstreamUnavailableException",
        "425, ACCESS_DENIED, UpstreamUnavailableException",
    })
    void triesAgainWhatMayPass(int status, String code, String failure) {
        fake.failNext(Fault.status(status, error(code)), 3);
        assertThat(pin(bitrix24(fake, FAST, "throttle=false"), "chat17").getException())
                .isNull();

        fake.failNext(Fault.status(status, error(code)), 4);
        Exchange exchange = pin(bitrix24(fake, FAST, "throttle=false"), "chat17");
        assertThat(exchange.getException(ChatPinException.class))
                .matches(e -> e.getClass().getSimpleName().equals(failure))
                .matches(ChatPinException::isRetryable)
                .matches(e -> e.getStatusCode() == status)
                .matches(e -> e.getErrorCode().equals(code));
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(4);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.html(500),
                Fault.html(502),
                Fault.html(503),
                Fault.html(200),
                Fault.html(408),
                Fault.empty(408),
                Fault.html(421),
                Fault.empty(425),
                Fault.html(404),
                Fault.empty(404),
                Fault.status(404, "404 page not found"),
                Fault.status(404, "\"Not Found\""),
                Fault.empty(200),
                Fault.empty(204),
                Fault.status(200, "{\"time\":{}}"),
                Fault.status(200, "{\"result\":\"Y\"}"),
                Fault.status(200, "{\"result\":null}"),
                Fault.status(200, "{\"result\":1}"),
                Fault.status(200, "{\"result\":[true]}"),
                Fault.status(200, "true"),
                Fault.status(200, "[]"),
                Fault.status(200, "{\"result\":true}{}"),
                Fault.status(200, "not json"),
                Fault.truncatedJson(),
                Fault.malformedChunk(),
                Fault.garbage(),
                Fault.connectionClosed(),
                Fault.reset(),
                Fault.appliedThenReset());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void asksAgainWhenNobodyKnows(Fault fault) {
        fake.nextFaults(fault);
        Exchange exchange = pin(bitrix24(fake, FAST), "chat17");

        assertThat(exchange.getException()).isNull();
        assertThat(fake.isPinned("chat17")).isTrue();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
        assertThat(fake.requests()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void neverReportsAsDoneWhatNobodyConfirmed(Fault fault) {
        fake.failNext(fault, 2);
        Exchange exchange = pin(bitrix24(fake, FAST, "maxRetries=1"), "chat17");

        assertThat(exchange.getException())
                .isInstanceOf(UpstreamUnavailableException.class)
                .matches(e -> ((ChatPinException) e).isRetryable());
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void asksAgainWhenAnAnswerDoesNotCome() {
        fake.nextFaults(Fault.hang());

        assertThat(pin(bitrix24(fake, FAST, "requestTimeout=200"), "chat17").getException())
                .isNull();
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void failsWhereNobodyListens() {
        FakeBitrix24 gone = FakeBitrix24.start();
        String uri = bitrix24(gone, FAST, "maxRetries=1");
        String address = gone.url();
        gone.close();

        Exchange exchange = pin(uri, "chat17");

        assertThat(exchange.getException(UpstreamUnavailableException.class))
                .hasMessageStartingWith("No answer from bitrix24 " + address + " (webhook ")
                .matches(e -> e.getStatusCode() == 0 && e.isRetryable());
    }

    @Test
    void takesFalseForWhatItIs() {
        fake.notMember("chat17");

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException(PinNotAppliedException.class))
                .matches(e -> e.getStatusCode() == 200 && !e.isRetryable())
                .hasMessageStartingWith("im.recent.pin answered false: the state was not set.");
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "301, https://new.bitrix24.com/rest/1/abc/im.recent.pin, new.bitrix24.com",
        "302, https://new.bitrix24.com/rest/1/abc/im.recent.pin, new.bitrix24.com",
        "307, //new.bitrix24.com/rest/1/abc/elsewhere, new.bitrix24.com",
        "308, https://new.bitrix24.com/, new.bitrix24.com"
    })
    void followsNoRedirectButNamesTheNewHost(int status, String location, String host) {
        fake.nextFaults(Fault.status(status, "", Map.of("Location", location)));

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException(UpstreamUnavailableException.class))
                .hasMessageContaining(" redirects to " + host + " (status " + status + "), which is not followed")
                .matches(e -> !e.isRetryable());
        assertThat(exchange.getException().getMessage()).doesNotContain("/rest/");
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/bitrix/coupon_activation.php?login=yes, /bitrix/coupon_activation.php",
        "{portal}/closed.php#top, /closed.php",
        "{portal}, /"
    })
    void saysThatThePortalSendsToAPageOfItsOwn(String location, String page) {
        fake.nextFaults(Fault.redirect(location.replace("{portal}", fake.url())));

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException(UpstreamUnavailableException.class))
                .hasMessageContaining(" sends to its own page " + page + " (status 302), which is not followed")
                .hasMessageContaining("licence")
                .hasMessageNotContaining("renamed")
                .hasMessageNotContaining("host")
                .matches(e -> !e.isRetryable());
        assertThat(fake.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"error\":\"SOMETHING_NEW\"}", ""})
    void namesAProxyThatAsksForCredentials(String body) {
        fake.nextFaults(Fault.status(407, body, Map.of("Proxy-Authenticate", "Basic realm=\"acme\"")));

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException(UpstreamUnavailableException.class))
                .hasMessageContaining("proxy")
                .hasMessageContaining("Basic realm=\"acme\"")
                .hasMessageNotContaining("chat17")
                .matches(e -> !e.isRetryable() && e.getStatusCode() == 407);
        assertThat(fake.requests()).hasSize(1);
    }

    /** As servers answer for an open line of another operator. */
    @Test
    void rejectsAPinWhoseErrorHasAnEmptyCode() {
        fake.nextFaults(Fault.status(400, "{\"error\":\"\",\"error_description\":\"Not found\"}"));

        Exchange exchange = pin(bitrix24(fake, "method=imopenlines.session.mode.pin"), "2020");

        assertThat(exchange.getException(PinRejectedException.class))
                .hasMessageEndingWith(": status 400 without an error code, Not found")
                .matches(e -> e.getErrorCode() == null && !e.isRetryable());
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void rejectsACommandOfABatchWhoseErrorHasAnEmptyCode() {
        fake.nextFaults(Fault.status(
                200,
                "{\"result\":{\"result\":{\"c1\":true},\"result_error\":"
                        + "{\"c0\":{\"error\":\"\",\"error_description\":\"Not found\"}}}}"));

        Exchange exchange = send(bitrix24(fake, "method=imopenlines.session.mode.pin"), sent -> sent.getMessage()
                .setBody(List.of("2020", "2024")));

        assertThat(exchange.getException(BulkPinException.class).getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.cause())
                        .isInstanceOf(PinRejectedException.class)
                        .hasMessageEndingWith("without an error code, Not found"));
        assertThat(fake.requests()).hasSize(1);
    }

    /** As version 3 of the REST API answers. */
    @Test
    void readsAnErrorThatIsAnObject() {
        fake.nextFaults(Fault.status(400, "{\"error\":{\"code\":\"ACCESS_ERROR\",\"message\":\"Not yours\"}}"));

        assertThat(pin(bitrix24(fake), "chat17").getException(PinRejectedException.class))
                .hasMessageEndingWith(": 400 ACCESS_ERROR, Not yours")
                .matches(e -> e.getErrorCode().equals("ACCESS_ERROR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "UTF-8", "gzip, deflate", "none"})
    void readsAnErrorWhoseEncodingIsNotTheOneItClaims(String claimed) {
        fake.nextFaults(Fault.status(400, error("ACCESS_ERROR"), Map.of("Content-Encoding", claimed)));

        assertThat(pin(bitrix24(fake), "chat17").getException(PinRejectedException.class))
                .matches(e -> e.getStatusCode() == 400 && e.getErrorCode().equals("ACCESS_ERROR"));
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void doesNotSleepOnRetryAfterAsTheHttpClientWould() {
        fake.nextFaults(Fault.status(503, error("OVERLOAD_LIMIT"), Map.of("Retry-After", "3600")));

        assertThat(pin(bitrix24(fake), "chat17").getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void doesNotRetryWithoutRetries() {
        fake.nextFaults(Fault.html(500));

        assertThat(pin(bitrix24(fake, "maxRetries=0"), "chat17").getException())
                .isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void tellsWhatTheUpstreamSaid() {
        fake.denyAccess("chat5");

        assertThat(pin(bitrix24(fake), "chat5").getException(PinRejectedException.class))
                .hasMessage("im.recent.pin of chat5 at %s: 400 ACCESS_ERROR, You don't have permission to pin this chat"
                        .formatted(fake.url()))
                .matches(e -> e.getPlatform().equals("bitrix24"))
                .matches(e -> e.getChatId().equals("chat5"))
                .matches(e -> e.getStatusCode() == 400)
                .matches(e -> e.getErrorCode().equals("ACCESS_ERROR"));
    }

    @Test
    void keepsEarlierAttemptsAsSuppressed() {
        fake.nextFaults(Fault.html(500), Fault.status(400, error("ACCESS_ERROR")));

        Exception failure = pin(bitrix24(fake, FAST), "chat17").getException();

        assertThat(failure).isInstanceOf(PinRejectedException.class);
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(UpstreamUnavailableException.class);
    }

    private void assertFailsAtOnce(int status, String code, Class<? extends ChatPinException> type, boolean retryable) {
        fake.nextFaults(Fault.status(status, error(code)));

        Exchange exchange = pin(bitrix24(fake), "chat17");

        assertThat(exchange.getException(ChatPinException.class))
                .isExactlyInstanceOf(type)
                .matches(e -> e.isRetryable() == retryable)
                .matches(e -> e.getStatusCode() == status)
                .matches(e -> e.getErrorCode().equals(code));
        assertThat(fake.requests()).hasSize(1);
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
    }

    private static String error(String code) {
        return "{\"error\":\"%s\",\"error_description\":\"for a test\"}".formatted(code);
    }
}
