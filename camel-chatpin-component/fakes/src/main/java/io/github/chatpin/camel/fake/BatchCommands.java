package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the commands of a {@code batch}: a method and a query string each. What is not text is none. */
final class BatchCommands {

    private BatchCommands() {}

    static List<RecordedRequest.Command> of(RestParameters parameters) {
        List<RecordedRequest.Command> commands = new ArrayList<>();
        parameters.inAnyCase().map("CMD").forEach((key, command) -> {
            if (command instanceof String text) {
                commands.add(command(key, text));
            }
        });
        return commands;
    }

    /** As with PHP's {@code parse_url}, what follows a number sign is lost. */
    private static RecordedRequest.Command command(String key, String text) {
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
