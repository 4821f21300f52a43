package io.github.chatpin.camel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.chatpin.camel.ChatPinConfiguration;
import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.Operation;
import io.github.chatpin.camel.PinRequest;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;

/** Whatever types stand in headers and body, a message names its pins or is refused as one that does not. */
class PinReaderFuzzTest {

    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final int KINDS = 20;
    private static final int DEEPEST = 3;

    @FuzzTest(maxDuration = "10m")
    void readsAnyMessage(FuzzedDataProvider data) {
        Message message = new DefaultMessage(CONTEXT);
        ChatPinConfiguration options = new ChatPinConfiguration();
        if (data.consumeBoolean()) {
            options.setChatId(data.consumeString(10));
        }
        if (data.consumeBoolean()) {
            message.setHeader(ChatPinConstants.CHAT_ID, value(data, 0));
        }
        if (data.consumeBoolean()) {
            message.setHeader(ChatPinConstants.PINNED, value(data, 0));
        }
        message.setBody(value(data, 0));

        check(message, options);
    }

    private static void check(Message message, ChatPinConfiguration options) {
        PinsToDo pins;
        try {
            pins = new PinReader("test", Operation.PIN, options, new DigitsUpstream(), null).read(message);
        } catch (InvalidPinRequestException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        if (pins instanceof PinsToDo.One one) {
            assertThat(one.command().chatId()).matches("[0-9]+");
        } else if (pins instanceof PinsToDo.Many many) {
            assertThat(message.getHeader(ChatPinConstants.CHAT_ID)).isNull();
            assertThat(many.items())
                    .allSatisfy(item -> assertThat(item.command() == null).isEqualTo(item.fault() != null))
                    .allSatisfy(item -> assertThat(item.request()).isNotNull());
        }
    }

    private static Object value(FuzzedDataProvider data, int depth) {
        int kind = data.consumeInt(0, depth < DEEPEST ? KINDS : 11);
        return switch (kind) {
            case 0 -> null;
            case 1 -> data.consumeString(12);
            case 2 -> new StringBuilder(data.consumeAsciiString(12));
            case 3 -> Long.toString(data.consumeLong());
            case 4 -> data.consumeInt();
            case 5 -> data.consumeLong();
            case 6 -> data.consumeByte();
            case 7 ->
                new BigInteger(data.consumeBytes(12).length == 0 ? new byte[1] : new byte[] {1, data.consumeByte()});
            case 8 ->
                data.consumeBoolean()
                        ? (Object) data.consumeDouble()
                        : new BigDecimal(BigInteger.valueOf(data.consumeLong()), data.consumeInt());
            case 9 -> data.consumeBoolean();
            case 10 -> data.pickValue(new String[] {"true", "Y", "yes", "1", "false", "N", "no", "0", "", "İ"});
            case 11 -> new PinRequest(data.consumeString(8), data.consumeBoolean() ? data.consumeBoolean() : null);
            case 12 -> map(data, depth, new HashMap<>());
            case 13 -> map(data, depth, new TreeMap<String, Object>());
            case 14 -> Map.of(data.consumeInt(), value(data, depth + 1) == null ? 1 : 2);
            case 15 -> new TreeMap<>(Map.of(data.consumeInt(), 1));
            case 16 -> list(data, depth);
            case 17 -> list(data, depth).toArray();
            case 18 -> data.consumeInts(5);
            case 19 ->
                data.pickValue(new Object[] {
                    Path.of("a", "b"),
                    new ByteArrayInputStream(new byte[3]),
                    Optional.of("1"),
                    new ConcurrentHashMap<>()
                });
            default -> new ArrayDeque<>(Arrays.asList(data.consumeInt(), data.consumeLong()));
        };
    }

    private static Map<String, Object> map(FuzzedDataProvider data, int depth, Map<String, Object> map) {
        if (data.consumeBoolean()) {
            map.put("chatId", value(data, depth + 1));
        }
        if (data.consumeBoolean()) {
            map.put("pinned", value(data, depth + 1));
        }
        map.put(data.consumeString(8), 1);
        return map;
    }

    private static List<Object> list(FuzzedDataProvider data, int depth) {
        List<Object> list = new ArrayList<>();
        int size = data.consumeInt(0, 4);
        for (int i = 0; i < size; i++) {
            list.add(value(data, depth + 1));
        }
        return list;
    }
}
