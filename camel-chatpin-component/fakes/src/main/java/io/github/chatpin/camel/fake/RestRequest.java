package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as Bitrix24 understands it.
 *
 * @param incoming the request
 * @param kind what its path names
 * @param webhook user id and code from the path, empty without
 * @param apiMethod the method called, empty where the path is unknown
 * @param parameters the fields of query and body
 * @param violations what a correct client would not have sent; secrets are not masked
 */
record RestRequest(
        IncomingRequest incoming,
        Kind kind,
        String webhook,
        String apiMethod,
        Map<String, Object> parameters,
        List<String> violations) {

    /** What a path names. */
    enum Kind {
        METHOD_BY_WEBHOOK,
        METHOD_BY_ACCESS_TOKEN,
        TOKEN,
        UNKNOWN
    }

    private static final Pattern BY_WEBHOOK = Pattern.compile("/rest/([^/]+/[^/]+)/([^/]+)");

    // The vendor's JavaScript SDK puts a slash after client_endpoint, which ends with one
    private static final Pattern BY_ACCESS_TOKEN = Pattern.compile("/rest//?([^/]+)");

    private static final Pattern TOKEN_PATH = Pattern.compile("/oauth/token/?");

    static RestRequest of(IncomingRequest incoming) {
        Matcher byWebhook = BY_WEBHOOK.matcher(incoming.path());
        if (byWebhook.matches()) {
            return of(incoming, Kind.METHOD_BY_WEBHOOK, byWebhook.group(1), methodName(byWebhook.group(2)));
        }
        Matcher byAccessToken = BY_ACCESS_TOKEN.matcher(incoming.path());
        if (byAccessToken.matches()) {
            return of(incoming, Kind.METHOD_BY_ACCESS_TOKEN, "", methodName(byAccessToken.group(1)));
        }
        if (TOKEN_PATH.matcher(incoming.path()).matches()) {
            return of(incoming, Kind.TOKEN, "", "oauth.token");
        }
        return of(incoming, Kind.UNKNOWN, "", "");
    }

    /** Whether the request goes to the portal, whose limit counts it. */
    boolean isCounted() {
        return incoming.path().startsWith("/rest");
    }

    /** Whether the upstream serves the HTTP method: GET and POST, though JSON not where tokens are renewed. */
    boolean hasServedHttpMethod() {
        return incoming.isGet() || incoming.isPost() && !(kind == Kind.TOKEN && incoming.hasJson());
    }

    /** Whether a careful client sends it so: a pin is no safe request, and a URL no place for its credential. */
    private boolean hasRightHttpMethod() {
        return kind == Kind.TOKEN ? hasServedHttpMethod() : incoming.isPost();
    }

    Credentials credentials() {
        return switch (kind) {
            case METHOD_BY_WEBHOOK -> Credentials.WEBHOOK;
            case METHOD_BY_ACCESS_TOKEN -> accessToken().isPresent() ? Credentials.ACCESS_TOKEN : Credentials.NONE;
            case TOKEN -> parameters.containsKey("client_id") ? Credentials.CLIENT : Credentials.NONE;
            case UNKNOWN -> Credentials.NONE;
        };
    }

    Optional<String> accessToken() {
        return new RestParameters(parameters).text("auth");
    }

    RecordedRequest recorded(Secrets secrets) {
        List<RecordedRequest.Command> commands = apiMethod.equalsIgnoreCase(Bitrix24Methods.BATCH)
                ? BatchCommands.of(new RestParameters(parameters)).stream()
                        .map(command -> masked(command, secrets))
                        .toList()
                : List.of();
        return new RecordedRequest(
                incoming.httpMethod(),
                maskedPath(secrets),
                secrets.mask(apiMethod),
                secrets.mask(parameters, Object.class),
                secrets.mask(incoming.headers(), String.class),
                credentials(),
                incoming.receivedAt(),
                0,
                commands);
    }

    /** The path without the webhook's code, be it right or wrong. */
    String maskedPath(Secrets secrets) {
        if (kind != Kind.METHOD_BY_WEBHOOK) {
            return secrets.mask(incoming.path());
        }
        String userId = webhook.substring(0, webhook.indexOf('/'));
        return secrets.mask("/rest/" + userId + "/" + Secrets.MASK
                + incoming.path().substring("/rest/".length() + webhook.length()));
    }

    private static RestRequest of(IncomingRequest incoming, Kind kind, String webhook, String apiMethod) {
        List<String> violations = new ArrayList<>();
        Map<String, Object> parameters = new LinkedHashMap<>(PhpQuery.parse(incoming.query()));
        parameters.putAll(bodyFields(incoming, violations));
        RestRequest request = new RestRequest(incoming, kind, webhook, apiMethod, parameters, violations);
        if (kind == Kind.UNKNOWN) {
            violations.add("unknown path");
        } else if (!request.hasRightHttpMethod()) {
            violations.add("wrong HTTP method");
        }
        if (kind == Kind.METHOD_BY_WEBHOOK && request.accessToken().isPresent()) {
            violations.add("both a webhook and an access token");
        }
        return request;
    }

    private static Map<String, Object> bodyFields(IncomingRequest incoming, List<String> violations) {
        if (incoming.body().isEmpty()) {
            return Map.of();
        }
        if (incoming.hasForm()) {
            return PhpQuery.parse(incoming.body());
        }
        if (!incoming.hasJson()) {
            violations.add("body is neither JSON nor a form");
            return Map.of();
        }
        Optional<Map<String, Object>> fields = Json.fields(incoming.body());
        if (fields.isEmpty()) {
            violations.add("body is not a JSON object");
        }
        return fields.orElse(Map.of());
    }

    private static String methodName(String segment) {
        return segment.endsWith(".json") ? segment.substring(0, segment.length() - ".json".length()) : segment;
    }

    private static RecordedRequest.Command masked(RecordedRequest.Command command, Secrets secrets) {
        return new RecordedRequest.Command(
                secrets.mask(command.key()),
                secrets.mask(command.method()),
                secrets.mask(command.parameters(), Object.class));
    }
}
