package io.github.chatpin.camel.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiExtension;
import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.fake.RecordedRequest;
import io.github.chatpin.camel.faults.RawHttp;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody can do who may send anything to an HTTP endpoint of Camel's that a route connects with chatpin: at most
 * name a chat and a state. Never where requests go, nor whose they are.
 */
class HeaderTrustTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 =
            new FakeBitrix24Extension(FakeBitrix24.builder().unlimited());

    @RegisterExtension
    static final FakeRyzeApiExtension RYZE_API =
            new FakeRyzeApiExtension(FakeRyzeApi.builder().unlimited());

    @RegisterExtension
    static final FakeBitrix24Extension ELSEWHERE = new FakeBitrix24Extension();

    private static final String CHAT = "chat17";
    private static final String UNLIMITED = "plan=unlimited"; // so that nothing waits for its turn
    private static final String PHONE = "5511999999999";

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private final FakeRyzeApi ryzeApi = RYZE_API.fake();
    private final FakeBitrix24 elsewhere = ELSEWHERE.fake();
    private final int port = freePort();

    /** A strategy that lets everything in and out, as some configure it to get their own headers through. */
    private static final class Permissive implements HeaderFilterStrategy {

        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
            return false;
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return false;
        }
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                getContext().getRegistry().bind("permissive", new Permissive());
                connect("bitrix24", bitrix24(bitrix24, UNLIMITED, "chatId=" + CHAT));
                connect("whatsapp", whatsapp(ryzeApi, "throttleLimit=100000", "chatId=" + PHONE));
            }

            private void connect(String name, String chatpin) {
                String consumer = "undertow:http://127.0.0.1:" + port + "/";
                from(consumer + "filtered/" + name).to(chatpin);
                from(consumer + "permissive/" + name + "?headerFilterStrategy=#permissive")
                        .to(chatpin);
            }
        };
    }

    @BeforeEach
    void sendAnInnocentMessage() throws IOException {
        post("/filtered/bitrix24", Map.of(), "");
        post("/filtered/whatsapp", Map.of(), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filtered/bitrix24", "/permissive/bitrix24", "/filtered/whatsapp", "/permissive/whatsapp"})
    void noOtherHeaderThanTheDocumentedOnesHasAnEffect(String path) throws IOException {
        RecordedRequest innocent = only(fake(path));

        for (Map.Entry<String, String> header : Hostile.headers(elsewhere.url()).entrySet()) {
            for (String name : Hostile.spellings(header.getKey())) {
                fake(path).clearRequests();
                post(path, Map.of(name, header.getValue()), "");

                assertThat(fake(path).requests())
                        .as("with %s: %s", name, header.getValue())
                        .singleElement()
                        .satisfies(request -> assertIsLike(innocent, request));
            }
        }
        assertThat(elsewhere.requests()).isEmpty();
        assertThat(fake(path).violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filtered/bitrix24", "/permissive/bitrix24", "/filtered/whatsapp", "/permissive/whatsapp"})
    void norHaveAllOfThemTogether(String path) throws IOException {
        RecordedRequest innocent = only(fake(path));
        fake(path).clearRequests();

        post(path, Hostile.headers(elsewhere.url()), "");

        assertIsLike(innocent, only(fake(path)));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/filtered/bitrix24", "/permissive/bitrix24", "/filtered/whatsapp", "/permissive/whatsapp"})
    void noBodyOfAnHttpRequestHasAnEffect(String path) throws IOException {
        RecordedRequest innocent = only(fake(path));

        for (String body : Hostile.bodies()) {
            for (String type : List.of("application/json", "text/plain", "application/xml", "application/x-java")) {
                fake(path).clearRequests();
                post(path, Map.of("Content-Type", type), body);

                assertIsLike(innocent, only(fake(path)));
            }
        }
        assertThat(elsewhere.requests()).isEmpty();
    }

    /** Undertow makes a map of a form, and a map with a {@code chatId} is a documented body. */
    @Test
    void aFormNamesChatAndStateAndNothingElse() throws IOException {
        bitrix24.clearRequests();

        post(
                "/filtered/bitrix24",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "chatId=chat99&pinned=N&auth=stolen&portalUrl=" + elsewhere.url()
                        + "&authorizationToken=1/x&method=batch");

        assertThat(only(bitrix24).parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("DIALOG_ID", "chat99", "PIN", "N"));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void camelsFilterKeepsTheDocumentedHeadersOutInAnyCase() throws IOException {
        for (String name : Hostile.spellings(ChatPinConstants.CHAT_ID)) {
            bitrix24.clearRequests();
            post("/filtered/bitrix24", Map.of(name, "chat99"), "");

            assertThat(only(bitrix24).parameter("DIALOG_ID")).as(name).contains(CHAT);
        }
    }

    /** Header names have no case in Camel. */
    @Test
    void withoutTheFilterTheyNameAChatAndAStateInAnyCase() throws IOException {
        for (String chat : Hostile.spellings(ChatPinConstants.CHAT_ID)) {
            for (String pinned : Hostile.spellings(ChatPinConstants.PINNED)) {
                bitrix24.clearRequests();
                post("/permissive/bitrix24", Map.of(chat, "chat99", pinned, "n"), "");

                assertThat(only(bitrix24).parameters())
                        .as("%s, %s", chat, pinned)
                        .containsExactlyInAnyOrderEntriesOf(Map.of("DIALOG_ID", "chat99", "PIN", "N"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat1&PIN=N",
                "chat1%26PIN%3DN",
                "chat1?auth=stolen",
                "chat1&cmd[c9]=imopenlines.session.mode.unpinAll",
                "chat1\\r\\nX-Injected: yes",
                "../../rest/9/other/im.recent.pin",
                "http://elsewhere.invalid/",
                "5511999999999/../../instance/list",
                "5511999999999@s.whatsapp.net/x",
                "5511999999999@elsewhere.invalid",
                "\uFF15\uFF15\uFF11\uFF11\uFF19\uFF19",
                "$\\{env:HOME\\}",
                "{{bitrix24.authorizationToken}}"
            })
    void aChatIdIsAnIdOrNothingIsSent(String id) {
        String chatId = id.replace("\\r\\n", "\r\n");
        bitrix24.clearRequests();
        ryzeApi.clearRequests();

        for (String uri : List.of(
                bitrix24(bitrix24, UNLIMITED),
                bitrix24(bitrix24, UNLIMITED, "method=imopenlines.session.mode.pin"),
                whatsapp(ryzeApi, "throttleLimit=100000"))) {
            assertThat(pin(uri, chatId).getException()).as(uri).isInstanceOf(InvalidPinRequestException.class);
            assertThat(sendMessage(uri, List.of(chatId), Map.of()).getException())
                    .isInstanceOf(BulkPinException.class);
        }
        assertThat(bitrix24.requests()).isEmpty();
        assertThat(ryzeApi.requests()).isEmpty();
    }

    private static void assertIsLike(RecordedRequest innocent, RecordedRequest request) {
        assertThat(request.httpMethod()).isEqualTo(innocent.httpMethod());
        assertThat(request.path()).isEqualTo(innocent.path());
        assertThat(request.credentials()).isEqualTo(innocent.credentials());
        assertThat(request.parameters()).isEqualTo(innocent.parameters());
        assertThat(request.headers()).isEqualTo(innocent.headers());
        assertThat(request.status()).isEqualTo(200);
    }

    private FakeUpstream fake(String path) {
        return path.endsWith("bitrix24") ? bitrix24 : ryzeApi;
    }

    private static RecordedRequest only(FakeUpstream fake) {
        assertThat(fake.requests()).hasSize(1);
        return fake.requests().get(0);
    }

    private void post(String path, Map<String, String> headers, String body) throws IOException {
        assertThat(RawHttp.post(port, path, headers, body)).startsWith("HTTP/1.1 200");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
