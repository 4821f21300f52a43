package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinFailure;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each platform promises to a route, whatever its upstream is. */
abstract class PlatformContractTest extends RouteTestSupport {

    /** Returns the strict stand-in of the upstream. */
    abstract FakeUpstream upstream();

    /** Returns an endpoint that pins there. */
    abstract String endpoint(String... options);

    /** Returns the same with credentials that the upstream does not know. */
    abstract String endpointWithWrongCredentials();

    /** Returns chats in canonical form. */
    abstract List<String> chats();

    /** Returns an id that is none. */
    abstract String malformedChat();

    abstract String platform();

    abstract boolean isPinned(String chat);

    /** Returns what must never show. */
    abstract String secret();

    private String chat() {
        return chats().get(0);
    }

    @Test
    void pinsAndTellsWhatItHasDone() {
        Exchange exchange = pin(endpoint(), chat());

        PinResult result = exchange.getMessage().getBody(PinResult.class);
        assertThat(result.platform()).isEqualTo(platform());
        assertThat(result.chatId()).isEqualTo(chat());
        assertThat(result.pinned()).isTrue();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(1);
        assertThat(isPinned(chat())).isTrue();
        assertThat(upstream().violations()).isEmpty();
    }

    @Test
    void unpins() {
        pin(endpoint(), chat());

        Exchange exchange = send(endpoint(), chat(), false);

        assertThat(exchange.getMessage().getBody(PinResult.class).pinned()).isFalse();
        assertThat(isPinned(chat())).isFalse();
    }

    @Test
    void setsAStateTwiceWithoutHarm() {
        pin(endpoint(), chat());

        assertThat(pin(endpoint(), chat()).getException()).isNull();
        assertThat(isPinned(chat())).isTrue();
    }

    @Test
    void answersABulkInItsOrder() {
        Exchange exchange = send(endpoint(), message -> message.getMessage().setBody(chats()));

        assertThat(RouteTestSupport.<PinResult>list(exchange))
                .extracting(PinResult::chatId)
                .containsExactlyElementsOf(chats());
        assertThat(chats()).allMatch(this::isPinned);
    }

    @Test
    void failsAnItemOfABulkByItself() {
        Exchange exchange = send(endpoint(), message -> message.getMessage().setBody(List.of(malformedChat(), chat())));

        BulkPinException failure = exchange.getException(BulkPinException.class);
        assertThat(failure.getFailures()).extracting(PinFailure::index).containsExactly(0);
        assertThat(failure.getResults()).extracting(PinResult::chatId).containsExactly(chat());
        assertThat(isPinned(chat())).isTrue();
    }

    @Test
    void sendsNothingForAMalformedChat() {
        Exchange exchange = pin(endpoint(), malformedChat());

        assertThat(exchange.getException(InvalidPinRequestException.class).isRetryable())
                .isFalse();
        assertThat(upstream().requests()).isEmpty();
    }

    @Test
    void failsWhereTheCredentialsAreWrong() {
        ChatPinException failure =
                pin(endpointWithWrongCredentials(), chat()).getException(AuthenticationException.class);

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getPlatform()).isEqualTo(platform());
        assertThat(failure.getChatId()).isEqualTo(chat());
        assertThat(upstream().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 421, 425, 500, 502, 503, 504})
    void triesAFaultAgain(int status) {
        upstream().nextFaults(Fault.status(status, "{}"));

        Exchange exchange = pin(endpoint("retryDelay=1"), chat());

        assertThat(exchange.getException()).isNull();
        assertThat(header(exchange, ChatPinConstants.ATTEMPTS, Integer.class)).isEqualTo(2);
    }

    @Test
    void asksAgainForAnAnswerThatWasLost() {
        upstream().nextFaults(Fault.appliedThenReset());

        assertThat(pin(endpoint("retryDelay=1"), chat()).getException()).isNull();
        assertThat(isPinned(chat())).isTrue();
    }

    @Test
    void failsRetryablyWhereAFaultDoesNotPass() {
        upstream().failNext(Fault.status(503, "<html>down</html>"), 5);

        ChatPinException failure =
                pin(endpoint("retryDelay=1", "maxRetries=1"), chat()).getException(UpstreamUnavailableException.class);

        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.getStatusCode()).isEqualTo(503);
        assertThat(upstream().requests()).hasSize(2);
    }

    @Test
    void takesASuccessThatSaysNothingForNone() {
        upstream().failNext(Fault.status(200, "{}"), 2);

        assertThat(pin(endpoint("retryDelay=1", "maxRetries=1"), chat()).getException())
                .isInstanceOf(UpstreamUnavailableException.class);
    }

    @Test
    void keepsTheSecretOutOfAnAnswerThatRepeatsIt() {
        upstream()
                .nextFaults(
                        Fault.status(400, "{\"error\":\"%1$s\",\"error_description\":\"%1$s\"}".formatted(secret())));

        assertThat(pin(endpoint(), chat()).getException())
                .isNotNull()
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(secret()));
    }
}
