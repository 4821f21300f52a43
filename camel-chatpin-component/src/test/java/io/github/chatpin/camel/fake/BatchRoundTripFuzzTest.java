package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.bitrix24.Bitrix24Platform;
import io.github.chatpin.camel.memory.PinMemories;
import io.github.chatpin.camel.spi.EndpointSettings;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.Upstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a batch says, read as the server reads it, is what was meant, whatever stands in a chat's id. It is in the package
 * of the stand-ins, whose reader of batches it calls.
 */
class BatchRoundTripFuzzTest {

    private static final String OPTIONS = "portalUrl=https://acme.bitrix24.com&authorizationToken=1/abc123def&method=";
    private static final String RECENT = "im.recent.pin";
    private static final String OPEN_LINE = "imopenlines.session.mode.pin";
    private static final JsonMapper JSON = new JsonMapper();

    private static CamelContext context;
    private static Upstream recent;
    private static Upstream openLine;

    @BeforeAll
    static void connect() {
        context = new DefaultCamelContext();
        recent = upstream(RECENT);
        openLine = upstream(OPEN_LINE);
    }

    private static Upstream upstream(String method) {
        ChatPinEndpoint endpoint = context.getEndpoint("chatpin:bitrix24?" + OPTIONS + method, ChatPinEndpoint.class);
        return new Bitrix24Platform()
                .connect(EndpointSettings.of(endpoint, new PinMemories(Clock.systemUTC(), Runnable::run)));
    }

    @AfterAll
    static void stop() {
        context.stop();
    }

    @FuzzTest(maxDuration = "10m")
    void aBatchSaysWhatWasMeant(FuzzedDataProvider data) throws IOException {
        List<PinCommand> commands = new ArrayList<>();
        while (data.remainingBytes() > 0 && commands.size() < 49) {
            boolean pinned = data.consumeBoolean();
            String id = data.consumeString(60);
            if (data.consumeBoolean()) {
                checked(data.consumeBoolean() ? recent : openLine, id, pinned, commands);
            } else {
                commands.add(new PinCommand(RECENT, id, pinned, id)); // not checked
            }
        }
        commands.add(new PinCommand(RECENT, "chat1", true, "chat1"));
        if (commands.size() > 1) { // a command alone goes as a plain call
            assertThat(received(commands)).isEqualTo(meant(commands));
        }
    }

    /** A checked id has the digits that were written, and goes into the batch. */
    private static void checked(Upstream upstream, String id, boolean pinned, List<PinCommand> commands) {
        PinCommand command;
        try {
            command = (PinCommand) upstream.pin(id, pinned);
        } catch (InvalidPinRequestException refused) {
            return;
        }
        assertThat(command.chatId()).matches("(chat|sg)?[0-9]{1,18}");
        assertThat(id.toLowerCase(Locale.ROOT)).endsWith(command.chatId().replaceAll("^[a-z]+", ""));
        assertThat(upstream.pin(command.chatId(), pinned)).isEqualTo(command);
        commands.add(command);
    }

    private static List<RecordedRequest.Command> meant(List<PinCommand> commands) {
        List<RecordedRequest.Command> meant = new ArrayList<>();
        for (PinCommand command : commands) {
            boolean isRecent = command.method().equals(RECENT);
            // What is no text, such as half a surrogate pair, cannot be said in UTF-8.
            String id = new String(command.chatId().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            meant.add(new RecordedRequest.Command(
                    "c" + meant.size(),
                    command.method(),
                    Map.of(isRecent ? "DIALOG_ID" : "CHAT_ID", id, isRecent ? "PIN" : "ACTIVATE", state(command))));
        }
        return meant;
    }

    private static String state(PinCommand command) {
        return command.pinned() ? "Y" : "N";
    }

    private static List<RecordedRequest.Command> received(List<PinCommand> commands) throws IOException {
        Map<String, Object> body =
                JSON.readValue(recent.request(List.copyOf(commands)).body(), new TypeReference<>() {});
        return BatchCommands.of(new RestParameters(body));
    }

    @Test
    void anIdCannotAddAParameter() throws IOException {
        List<PinCommand> commands = new ArrayList<>();
        for (String id : List.of("chat1&PIN=N", "chat1#", "chat1?x", "a[b]=c", "100%", "%26PIN=N", "+ ", "é")) {
            commands.add(new PinCommand(RECENT, id, true, id));
        }

        assertThat(received(commands)).isEqualTo(meant(commands));
    }
}
