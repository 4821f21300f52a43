package io.github.chatpin.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.PinResult;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.UpstreamUnavailableException;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chats of groups and projects: {@code sg5} itself pins nothing. */
class GroupPinRouteTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().pinCap(200));

    private final FakeBitrix24 fake = BITRIX24.fake();

    @BeforeEach
    void addGroup() {
        fake.sonetGroup(5, 1305);
    }

    @Test
    void pinsTheGroupsChatAndNamesIt() {
        Exchange exchange = pin(bitrix24(fake), "SG05");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(new PinResult("bitrix24", "chat1305", true, null, null));
        assertThat(fake.pinnedDialogs()).containsExactly("chat1305");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void unpinsTheGroupsChat() {
        pin(bitrix24(fake), "chat1305");

        send(bitrix24(fake), "sg5", false);

        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    @Test
    void looksForTheChatOnceForAnAccount() {
        pin(bitrix24(fake), "sg5");
        send(bitrix24(fake), "sg5", false);
        pin(bitrix24(fake), "sg5");

        assertThat(methods()).containsExactly("im.dialog.get", "im.recent.pin", "im.recent.pin", "im.recent.pin");
    }

    @Test
    void looksForManyChatsInOneRequest() {
        IntStream.rangeClosed(6, 20).forEach(group -> fake.sonetGroup(group, 1300 + group));
        List<String> groups =
                IntStream.rangeClosed(5, 20).mapToObj(i -> "sg" + i).toList();

        Exchange exchange = sendMessage(bitrix24(fake), groups, Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(fake.pinnedDialogs()).hasSize(16);
        assertThat(methods()).containsExactly("batch", "batch");
    }

    @Test
    void sharesTheOrderOfItsChatOnceThatIsKnown() {
        pin(bitrix24(fake), "sg5");
        fake.clearRequests();

        sendOneByOne(new PinRequest("sg5", false), new PinRequest("chat1305", true), new PinRequest("SG5", false));

        assertThat(states()).containsExactly("N", "Y", "N");
    }

    @Test
    void keepsTheOrderOfThoseThatWaitForTheChat() {
        sendOneByOne(new PinRequest("sg5", true), new PinRequest("sg5", false), new PinRequest("sg5", true));

        assertThat(states()).containsExactly("Y", "N", "Y");
        assertThat(methods()).filteredOn("im.dialog.get"::equals).hasSize(1);
    }

    @Test
    void isRejectedWhereThereIsNoSuchGroup() {
        Exchange exchange = pin(bitrix24(fake), "sg404");

        assertThat(exchange.getException()).isInstanceOf(PinRejectedException.class);
        assertThat(exchange.getException()).hasMessageContaining("sg404");
        assertThat(methods()).containsExactly("im.dialog.get");
    }

    @Test
    void failsByItselfInABulk() {
        Exchange exchange = sendMessage(bitrix24(fake), List.of("chat17", "sg404", "sg5"), Map.of());

        BulkPinException failure = exchange.getException(BulkPinException.class);
        assertThat(failure.getResults()).extracting(PinResult::chatId).containsExactly("chat17", "chat1305");
        assertThat(failure.getFailures()).singleElement().satisfies(pin -> assertThat(pin.index())
                .isEqualTo(1));
    }

    @Test
    void takesAnAnswerThatNamesThousandsWhoHaveRead() {
        String readers = "{\"user_id\":1,\"user_name\":\"%s\"}".formatted("n".repeat(1000));
        String answer = "{\"result\":{\"id\":\"1305\",\"readed_list\":[%s]}}"
                .formatted(String.join(",", Collections.nCopies(2000, readers)));
        fake.nextFaults(Fault.status(200, answer));

        assertThat(pin(bitrix24(fake), "sg5").getException()).isNull();
        assertThat(methods()).containsExactly("im.dialog.get", "im.recent.pin");
    }

    @Test
    void asksAgainForAnAnswerWithoutAChat() {
        fake.failNext(Fault.status(200, "{\"result\":{\"id\":null}}"), 2);

        Exchange exchange = pin(bitrix24(fake, "maxRetries=1", "retryDelay=1"), "sg5");

        assertThat(exchange.getException()).isInstanceOf(UpstreamUnavailableException.class);
        assertThat(fake.pinnedDialogs()).isEmpty();
    }

    private void sendOneByOne(PinRequest... pins) {
        assertThat(sendMessage(bitrix24(fake, "batchSize=1"), List.of(pins), Map.of())
                        .getException())
                .isNull();
    }

    private List<Object> states() {
        return fake.requests().stream()
                .filter(request -> request.apiMethod().equals("im.recent.pin"))
                .map(request -> request.parameters().get("PIN"))
                .toList();
    }

    private List<String> methods() {
        return fake.requests().stream().map(RecordedRequest::apiMethod).toList();
    }
}
