package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request as RyzeAPI understands it.
 *
 * @param incoming the request
 * @param kind what its path names
 * @param instance the instance's name from path or query, empty without
 * @param parameters the fields of query and body
 */
record RyzeRequest(IncomingRequest incoming, Kind kind, String instance, Map<String, Object> parameters) {

    /** What a path names. */
    enum Kind {
        PIN("pinChat"),
        INSTANCE_LIST("instance.list"),
        UNKNOWN("");

        private final String apiMethod;

        Kind(String apiMethod) {
            this.apiMethod = apiMethod;
        }
    }

    private static final String LIST_PATH = "/api/instance/list";
    private static final String BEARER = "Bearer ";
    private static final Set<String> BODY_FIELDS = Set.of("number", "pin");

    static RyzeRequest of(IncomingRequest incoming, Set<String> pinPaths) {
        Map<String, Object> parameters = new LinkedHashMap<>(PhpQuery.parse(incoming.query()));
        parameters.putAll(Json.fields(incoming.body()).orElse(Map.of()));
        String path = incoming.path();
        if (path.equals(LIST_PATH)) {
            String name = String.valueOf(parameters.getOrDefault("instanceName", ""));
            return new RyzeRequest(incoming, Kind.INSTANCE_LIST, name, parameters);
        }
        for (String pinPath : pinPaths) {
            if (path.equals(pinPath)) {
                return new RyzeRequest(incoming, Kind.PIN, "", parameters);
            }
            if (path.startsWith(pinPath + "/") && path.indexOf('/', pinPath.length() + 1) < 0) {
                String name =
                        PhpQuery.decode(path.substring(pinPath.length() + 1).replace("+", "%2B"));
                return new RyzeRequest(incoming, Kind.PIN, name, parameters);
            }
        }
        return new RyzeRequest(incoming, Kind.UNKNOWN, "", parameters);
    }

    /** The token presented; empty for none. */
    String token() {
        String token = incoming.headers().getOrDefault("token", "");
        return token.isEmpty() ? bearer() : token;
    }

    boolean hasRightHttpMethod() {
        return kind == Kind.INSTANCE_LIST ? incoming.isGet() : incoming.isPost();
    }

    /** What a correct client would not have sent; secrets are not masked. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        if (kind == Kind.UNKNOWN) {
            violations.add("unknown path");
        } else if (!hasRightHttpMethod()) {
            violations.add("wrong HTTP method");
        } else if (kind == Kind.INSTANCE_LIST && instance.isEmpty()) {
            violations.add("empty instanceName, which lists the whole account");
        } else if (kind == Kind.PIN) {
            addBodyViolations(violations);
        }
        return violations;
    }

    RecordedRequest recorded(Secrets secrets) {
        return new RecordedRequest(
                incoming.httpMethod(),
                secrets.mask(incoming.path()),
                kind.apiMethod,
                secrets.mask(parameters, Object.class),
                secrets.mask(incoming.headers(), String.class),
                credentials(),
                incoming.receivedAt(),
                0,
                List.of());
    }

    private void addBodyViolations(List<String> violations) {
        if (!incoming.hasJson()) {
            violations.add("body is not declared as JSON");
        }
        for (String name : parameters.keySet()) {
            if (!BODY_FIELDS.contains(name)) {
                violations.add("unknown field " + name);
            }
        }
    }

    private Credentials credentials() {
        if (!incoming.headers().getOrDefault("token", "").isEmpty()) {
            return Credentials.TOKEN_HEADER;
        }
        return bearer().isEmpty() ? Credentials.NONE : Credentials.BEARER;
    }

    private String bearer() {
        String authorization = incoming.headers().getOrDefault("authorization", "");
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }
}
