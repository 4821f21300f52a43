package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.http.Address;
import io.github.chatpin.camel.spi.Command;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Makes requests of commands: one as a plain call, several as a {@code batch}. */
final class Bitrix24Requests {

    static final String BATCH = "batch";

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final Address portal;
    private final Credentials credentials;

    // Held weakly: an address has five texts, and of many accounts most are idle.
    private volatile WeakReference<MethodAddress> last = new WeakReference<>(null);

    private record MethodAddress(String method, URI uri) {}

    Bitrix24Requests(Address portal, Credentials credentials) {
        this.portal = portal;
        this.credentials = credentials;
    }

    UpstreamRequest call(Command command) {
        return request(command.method(), parameters(command), longestAnswer(List.of(command)));
    }

    UpstreamRequest batch(List<? extends Command> commands) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("halt", 0);
        ObjectNode cmd = body.putObject("cmd");
        for (int i = 0; i < commands.size(); i++) {
            cmd.put(key(i), commands.get(i).method() + query(parameters(commands.get(i))));
        }
        return request(BATCH, body, longestAnswer(commands));
    }

    /** What is asked of a group's chat tells who of its members has read it, and a group may have thousands. */
    private static int longestAnswer(List<? extends Command> commands) {
        for (Command command : commands) {
            if (!(command instanceof PinCommand)) {
                return UpstreamRequest.LONG_ANSWER;
            }
        }
        return UpstreamRequest.SHORT_ANSWER;
    }

    /** Returns the name of a command in a batch. PHP would make a list of keys that count from 0. */
    static String key(int index) {
        return "c" + index;
    }

    private static ObjectNode parameters(Command command) {
        if (command instanceof PinCommand pin) {
            return parameters(pin);
        }
        if (command instanceof GroupPin group) {
            return JsonNodeFactory.instance.objectNode().put("DIALOG_ID", group.chatId());
        }
        if (command instanceof Reading reading) {
            return reading.parameters();
        }
        throw new IllegalArgumentException("Not a command of Bitrix24: " + command.getClass());
    }

    // The server takes anything but N as a pin, and the pages differ in the default of ACTIVATE: both are always sent.
    private static ObjectNode parameters(PinCommand command) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        if (command.chatId() == null) {
            return parameters;
        }
        String state = command.pinned() ? "Y" : "N";
        if (command.method().equals(PinMethod.RECENT.upstreamName())) {
            return parameters.put("DIALOG_ID", command.chatId()).put("PIN", state);
        }
        return parameters.put("CHAT_ID", Long.parseLong(command.chatId())).put("ACTIVATE", state);
    }

    private static String query(ObjectNode parameters) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters
                .properties()
                .forEach(parameter -> query.add(parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue().asText(), StandardCharsets.UTF_8)));
        return query.toString();
    }

    private UpstreamRequest request(String method, ObjectNode body, int longestAnswer) {
        credentials.bodyToken().ifPresent(token -> body.put("auth", token));
        try {
            return new UpstreamRequest(address(method), Map.of(), JSON.writeValueAsBytes(body), longestAnswer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings and numbers is always JSON", e);
        }
    }

    private URI address(String method) {
        MethodAddress known = last.get();
        if (known == null || !known.method.equals(method)) {
            known = new MethodAddress(method, newAddress(method));
            last = new WeakReference<>(known);
        }
        return known.uri;
    }

    private URI newAddress(String method) {
        if (credentials instanceof Credentials.Webhook webhook) {
            return portal.resolve("/rest/%s/%s/%s".formatted(webhook.userId(), webhook.code(), method));
        }
        return portal.resolve("/rest/" + method);
    }
}
