package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the commands of a {@code batch}: a method and a query string each. */
final class BatchCommands {

    private BatchCommands() {}

    static List<RecordedRequest.Command> of(RestParameters parameters) {
        List<RecordedRequest.Command> commands = new ArrayList<>();
        parameters.map("cmd").forEach((key, command) -> commands.add(command(key, command)));
        return commands;
    }

    /** As with PHP's {@code parse_url}, what follows a number sign is lost; what is not text calls no method. */
    private static RecordedRequest.Command command(String key, Object command) {
        if (!(command instanceof String text)) {
            return new RecordedRequest.Command(key, "", Map.of());
        }
        int fragment = text.indexOf('#');
        String call = fragment < 0 ? text : text.substring(0, fragment);
        int queryMark = call.indexOf('?');
        if (queryMark < 0) {
            return new RecordedRequest.Command(key, call, Map.of());
        }
        return new RecordedRequest.Command(
                key, call.substring(0, queryMark), PhpQuery.parse(call.substring(queryMark + 1)));
    }
}
