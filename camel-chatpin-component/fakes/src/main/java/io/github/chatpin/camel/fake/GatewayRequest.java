package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request to a gateway, before the gateway has made anything of it.
 *
 * @param incoming the request
 * @param seat where it waits
 * @param path what its path has for the names in the route, as sent
 * @param query the query's parameters
 * @param body the fields of a body that is declared as JSON or as a form, none for any other; empty where the JSON is
 *     not an object
 */
record GatewayRequest(
        IncomingRequest incoming,
        WaitingRoom.Seat seat,
        Map<String, String> path,
        Map<String, Object> query,
        Optional<Map<String, Object>> body) {

    static GatewayRequest of(IncomingRequest incoming, WaitingRoom.Seat seat) {
        return new GatewayRequest(incoming, seat, Map.of(), PhpQuery.parse(incoming.query()), bodyOf(incoming));
    }

    GatewayRequest at(Map<String, String> newPath) {
        return new GatewayRequest(incoming, seat, newPath, query, body);
    }

    /** A part of the path, decoded. */
    String part(String name) {
        return PhpQuery.decode(path.get(name).replace("+", "%2B"));
    }

    String header(String name) {
        return incoming.headers().getOrDefault(name, "");
    }

    /** A query's parameter as text; empty without it. */
    String parameter(String name) {
        return String.valueOf(query.getOrDefault(name, ""));
    }

    /** The body's fields; none if it cannot be read. */
    Map<String, Object> fields() {
        return body.orElse(Map.of());
    }

    /** Whether the body is declared as JSON and is none. */
    boolean isMalformed() {
        return body.isEmpty();
    }

    /** What a client should not have sent in a body: another type than JSON, and fields that are not known. */
    List<String> bodyViolations(Set<String> known) {
        List<String> violations = new ArrayList<>();
        if (!incoming.hasJson()) {
            violations.add("body is not declared as JSON");
        }
        sentFields().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> violations.add("unknown field " + name));
        return violations;
    }

    /** A number from the query; empty if it is none from the lowest to the highest. */
    Optional<Integer> number(String name, int byDefault, int lowest, int highest) {
        String text = parameter(name);
        if (text.isEmpty()) {
            return Optional.of(byDefault);
        }
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= lowest && number <= highest);
    }

    /** All that was sent in query and body, also where the gateway cannot read it. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>(query);
        parameters.putAll(sentFields());
        return parameters;
    }

    private Map<String, Object> sentFields() {
        return fields().isEmpty() ? Json.fields(incoming.body()).orElse(Map.of()) : fields();
    }

    private static Optional<Map<String, Object>> bodyOf(IncomingRequest incoming) {
        if (incoming.hasForm()) {
            return Optional.of(PhpQuery.parse(incoming.body()));
        }
        return incoming.hasJson() && !incoming.body().isEmpty() ? Json.fields(incoming.body()) : Optional.of(Map.of());
    }
}
