package io.github.chatpin.camel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.ChatPinException.Origin;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import io.github.chatpin.camel.spi.UpstreamAccount;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinReaderTest {

    private final ChatPinConfiguration options = new ChatPinConfiguration();
    private Operation operation = Operation.PIN;
    private final Message message = new DefaultMessage(new DefaultCamelContext());

    @Test
    void takesTheChatFromTheHeaderFirst() {
        options.setChatId("option");
        message.setHeader(ChatPinConstants.CHAT_ID, "header");
        message.setBody(new PinRequest("body", false));

        assertThat(one()).isEqualTo(command("header", true));
    }

    @Test
    void takesANumberAsAChat() {
        message.setHeader(ChatPinConstants.CHAT_ID, 5511999999999L);

        assertThat(one().chatId()).isEqualTo("5511999999999");
    }

    @Test
    void takesTheChatFromTheBodyNext() {
        options.setChatId("option");
        message.setBody(new PinRequest("body", false));

        assertThat(one()).isEqualTo(command("body", false));
    }

    @Test
    void takesTheChatFromAMap() {
        message.setBody(Map.of("chatId", 17, "pinned", "no", "other", "ignored"));

        assertThat(one()).isEqualTo(command("17", false));
    }

    @Test
    void looksAtNoMapWhoseKeysAreNoText() {
        options.setChatId("option");
        message.setBody(new TreeMap<>(Map.of(1, "a sorted map refuses to look for a text among numbers")));

        assertThat(one()).isEqualTo(command("option", true));
    }

    @Test
    void takesTheChatFromTheOptionLast() {
        options.setChatId("option");
        options.setPinned(false);
        message.setBody("a text that is not looked at");

        assertThat(one()).isEqualTo(command("option", false));
    }

    @Test
    void refusesAMessageWithoutAChat() {
        message.setBody("chat17");

        refuses("No chat: set the header CamelChatPinChatId, a body with chatId, or the endpoint's option chatId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bad"})
    void neverFallsBackFromAHeaderThatIsSet(String header) {
        options.setChatId("option");
        message.setHeader(ChatPinConstants.CHAT_ID, header);

        refuses("bad chat");
    }

    @Test
    void neverFallsBackFromARequestWithoutAChat() {
        options.setChatId("option");
        message.setBody(new PinRequest(null, true));

        refuses("No chat: ");
    }

    @Test
    void refusesAChatOfAnotherType() {
        message.setHeader(ChatPinConstants.CHAT_ID, List.of("chat17"));

        refuses("The chat is of type " + List.of("1").getClass().getName() + "; use a String or a whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat17\n",
                "chat17\r\n",
                " chat17",
                "\tchat17\u000b\f ",
                "\ufeffchat17",
                "chat17\u00a0",
                "\u202fchat17\u2007",
                "\u200bchat17\u200d\u2060",
                "\u202achat17\u202c",
                "\u2028chat17\u2029",
                "\u0085chat17\u0085",
                "\u3000chat17\u00ad",
                "\udb40\udc01chat17\udb40\udc20"
            })
    void dropsWhatIsBlankAroundAChat(String written) {
        message.setHeader(ChatPinConstants.CHAT_ID, written);
        assertThat(one().chatId()).isEqualTo("chat17");
        message.removeHeader(ChatPinConstants.CHAT_ID);

        options.setChatId(written);
        assertThat(one().chatId()).isEqualTo("chat17");

        message.setBody(new PinRequest(written, true));
        assertThat(one().chatId()).isEqualTo("chat17");

        message.setBody(List.of(written, Map.of("chatId", new StringBuilder(written))));
        assertThat(many())
                .extracting(
                        item -> item.command().chatId(), item -> item.request().chatId())
                .containsOnly(tuple("chat17", "chat17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat 17", "chat\u00a017", "chat\ufeff17", "chat\n17", "chat17\u0000", "\u0001chat17"})
    void leavesWhatIsInsideAChatToThePlatform(String written) {
        message.setHeader(ChatPinConstants.CHAT_ID, written);

        assertThat(one().chatId()).isEqualTo(written);
    }

    static List<Number> kindsOf256() {
        return List.of(
                (short) 256,
                BigInteger.valueOf(256),
                new BigDecimal("256"),
                new BigDecimal("256.00"),
                new BigDecimal("2.56e2"),
                256.0,
                256f,
                new AtomicInteger(256),
                new AtomicLong(256));
    }

    @ParameterizedTest
    @MethodSource("kindsOf256")
    void takesAWholeNumberOfAnyTypeAsAChat(Number chat) {
        message.setHeader(ChatPinConstants.CHAT_ID, chat);

        assertThat(one().chatId()).isEqualTo("256");
    }

    static List<Number> numbersThatAreNoChat() {
        return List.of(
                1.5,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("256.01"),
                new BigDecimal("1e400"),
                new BigDecimal("1e1000000000"),
                new BigDecimal("1e-1000000000"),
                BigInteger.ONE.shiftLeft(200));
    }

    @ParameterizedTest
    @MethodSource("numbersThatAreNoChat")
    void refusesANumberThatIsNotWholeOrLongerThanAnyId(Number chat) {
        options.setChatId("option");
        message.setHeader(ChatPinConstants.CHAT_ID, chat);

        refuses("The chat is a number that is not whole, or longer than any id; use a String or a whole number");
    }

    @ParameterizedTest
    @MethodSource("numbersThatAreNoChat")
    void letsEachSuchNumberOfABulkFailByItself(Number chat) {
        options.setChatId("option");
        message.setBody(Arrays.asList(chat, chat));

        assertThat(many()).hasSize(2).allMatch(item -> item.command() == null && item.fault() != null);
    }

    @Test
    void namesAnItemsChatInDigitsAlsoWhereItsStateIsUnclear() {
        message.setBody(List.of(Map.of("chatId", new BigDecimal("256.00"), "pinned", "maybe")));

        assertThat(many().get(0).request()).isEqualTo(new PinRequest("256", null));
    }

    @Test
    void takesZeroOfAnyScaleAsAState() {
        message.setHeader(ChatPinConstants.CHAT_ID, "a");
        message.setHeader(ChatPinConstants.PINNED, new BigDecimal("0E+100"));
        assertThat(one().pinned()).isFalse();

        message.setHeader(ChatPinConstants.PINNED, new BigDecimal("1.0"));
        assertThat(one().pinned()).isTrue();
    }

    @Test
    void takesTheStateFromTheRequestBeforeTheHeaderBeforeTheOption() {
        options.setPinned(true);
        message.setHeader(ChatPinConstants.PINNED, "N");

        message.setBody(new PinRequest("a", true));
        assertThat(one().pinned()).isTrue();

        message.setBody(new PinRequest("a", null));
        assertThat(one().pinned()).isFalse();

        message.removeHeader(ChatPinConstants.PINNED);
        assertThat(one().pinned()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "Y", "y", "yes", "Yes", "1"})
    void pinsWhereTheStateSaysSo(String state) {
        message.setHeader(ChatPinConstants.CHAT_ID, "a");
        message.setHeader(ChatPinConstants.PINNED, state);

        assertThat(one().pinned()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "N", "n", "no", "NO", "0"})
    void unpinsWhereTheStateSaysSo(String state) {
        options.setPinned(true);
        message.setHeader(ChatPinConstants.CHAT_ID, "a");
        message.setHeader(ChatPinConstants.PINNED, state);

        assertThat(one().pinned()).isFalse();
    }

    static List<Object> unclearStates() {
        return List.of("", " ", "on", "t", "pinned", "2", 2, 1.5, "1.0", "true ", List.of(true), new byte[] {'1'});
    }

    @ParameterizedTest
    @MethodSource("unclearStates")
    void neverGuessesAState(Object state) {
        message.setHeader(ChatPinConstants.CHAT_ID, "a");
        message.setHeader(ChatPinConstants.PINNED, state);

        refuses("The state is neither true, Y, yes or 1 nor false, N, no or 0");
    }

    @Test
    void takesNumbersAndBooleansAsStates() {
        message.setHeader(ChatPinConstants.CHAT_ID, "a");

        message.setHeader(ChatPinConstants.PINNED, 0);
        assertThat(one().pinned()).isFalse();

        message.setHeader(ChatPinConstants.PINNED, Boolean.TRUE);
        assertThat(one().pinned()).isTrue();
    }

    static Stream<Arguments> bulkBodies() {
        return Stream.of(
                        List.of("1", "2"),
                        List.of(1, 2L),
                        List.of(new BigDecimal("1"), new BigDecimal("2")),
                        List.of(new AtomicLong(1), 2.0),
                        new Integer[] {1, 2},
                        new ArrayDeque<>(List.of(1, 2)),
                        new String[] {"1", "2"},
                        new long[] {1, 2},
                        new LinkedHashSet<>(List.of("1", "2")),
                        List.of(new PinRequest("1", null), Map.of("chatId", 2)))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("bulkBodies")
    void readsBulkBodies(Object body) {
        message.setBody(body);

        assertThat(many()).extracting(item -> item.command().chatId()).containsExactly("1", "2");
    }

    static Stream<Arguments> otherBodies() {
        return Stream.<Object>of(
                        new byte[] {'1', '2'},
                        new Byte[] {1, 2},
                        Path.of("a", "b"),
                        new ObjectMapper().createArrayNode().add("1").add("2"),
                        List.of(List.of("1")),
                        List.of(Map.of("row", 1)),
                        new double[] {1, 2},
                        new char[0],
                        new boolean[0],
                        "1,2")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("otherBodies")
    void looksAtNoOtherBody(Object body) {
        options.setChatId("option");
        message.setBody(body);

        assertThat(one().chatId()).isEqualTo("option");
    }

    @Test
    void readsAnEmptyListAsAnEmptyBulk() {
        options.setChatId("option");
        message.setBody(List.of());

        assertThat(many()).isEmpty();
    }

    @Test
    void refusesTheHeaderTogetherWithABulkBody() {
        message.setHeader(ChatPinConstants.CHAT_ID, "a");
        message.setBody(List.of("1", "2"));

        refuses("The header CamelChatPinChatId and a bulk body exclude each other; remove the one that is not meant");
    }

    @Test
    void givesItemsOfABulkTheirOwnStateBeforeTheHeadersBeforeTheOptions() {
        message.setBody(List.of(new PinRequest("1", true), "2", Map.of("chatId", "3", "pinned", "Y")));
        message.setHeader(ChatPinConstants.PINNED, false);

        assertThat(many())
                .extracting(item -> ((PinCommand) item.command()).pinned())
                .containsExactly(true, false, true);
    }

    @Test
    void letsAMalformedItemFailByItself() {
        Map<String, Object> withoutChat = new HashMap<>();
        withoutChat.put("chatId", null);
        message.setBody(Arrays.asList(
                "1",
                "bad",
                null,
                new PinRequest("4", true),
                Map.of("chatId", "5", "pinned", "maybe"),
                withoutChat,
                1.5));

        List<PinsToDo.Item> items = many();

        assertThat(items)
                .extracting(item -> item.fault() == null)
                .containsExactly(true, false, false, true, false, false, false);
        assertThat(items.get(1).request()).isEqualTo(new PinRequest("bad", true));
        assertThat(items.get(4).request().chatId()).isEqualTo("5");
    }

    @Test
    void ignoresChatAndStateWhereAllAreMeant() {
        operation = Operation.UNPIN_ALL;
        message.setHeader(ChatPinConstants.CHAT_ID, "bad");
        message.setHeader(ChatPinConstants.PINNED, "nonsense");
        message.setBody(List.of("1"));

        assertThat(one()).isEqualTo(command(null, false));
    }

    private PinCommand one() {
        return (PinCommand) ((PinsToDo.One) read()).command();
    }

    private List<PinsToDo.Item> many() {
        return ((PinsToDo.Many) read()).items();
    }

    private PinsToDo read() {
        return new PinReader("test", operation, options, new StrictUpstream(), null).read(message);
    }

    private void refuses(String text) {
        assertThatExceptionOfType(InvalidPinRequestException.class)
                .isThrownBy(this::read)
                .withMessageStartingWith(text)
                .matches(failure -> failure.getPlatform().equals("test") && !failure.isRetryable());
    }

    private static PinCommand command(String chatId, boolean pinned) {
        return new PinCommand("test", chatId, pinned, "key");
    }

    /** Takes any chat that is neither empty nor bad. */
    private static final class StrictUpstream implements Upstream {

        @Override
        public PinCommand pin(String chatId, boolean pinned) {
            if (chatId.isEmpty() || chatId.equals("bad")) {
                throw new InvalidPinRequestException("bad chat", Origin.unanswered("test", chatId));
            }
            return command(chatId, pinned);
        }

        @Override
        public PinCommand pinAll(boolean pinned) {
            return command(null, pinned);
        }

        @Override
        public UpstreamAccount account() {
            throw new UnsupportedOperationException();
        }

        @Override
        public UpstreamRequest request(List<Command> commands) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Outcome> outcomes(List<Command> commands, UpstreamAnswer answer) {
            throw new UnsupportedOperationException();
        }
    }
}
