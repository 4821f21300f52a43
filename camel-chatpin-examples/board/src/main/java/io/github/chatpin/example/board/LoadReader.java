package io.github.chatpin.example.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.example.board.Board.Load;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;

/** Asks the developer console {@code chatpin} what waits, and what is left of each limit. */
final class LoadReader implements Processor {

    private final JsonMapper json = new JsonMapper();
    private final Board board;

    LoadReader(Board board) {
        this.board = board;
    }

    /** The console's names begin with the platform, which the page shows anyway. */
    private static String name(String platform, JsonNode account) {
        String name = account.path("name").asText().substring(platform.length() + 1);
        return account.path("gateway").isTextual() ? account.path("gateway").asText() + " at " + name : name;
    }

    @Override
    public void process(Exchange exchange) {
        DevConsole console = exchange.getContext()
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("chatpin");
        JsonNode answer = json.valueToTree(console.call(DevConsole.MediaType.JSON, Map.of()));
        for (JsonNode account : answer.path("accounts")) {
            JsonNode left = account.path("permitsLeft");
            String platform = account.path("platform").asText();
            board.busy(
                    platform,
                    new Load(
                            name(platform, account),
                            account.path("limit").asText(),
                            left.isNumber() ? left.intValue() : null,
                            account.path("pending").intValue(),
                            account.path("inFlight").intValue()));
        }
    }
}
