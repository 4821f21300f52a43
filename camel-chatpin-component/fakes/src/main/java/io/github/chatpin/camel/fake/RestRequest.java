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
 * @param transport the format of its answer
 * @param parameters the fields of query and body
 * @param violations what a correct client would not have sent; secrets are not masked
 */
record RestRequest(
        IncomingRequest incoming,
        Kind kind,
        String webhook,
        String apiMethod,
        Transport transport,
        Map<String, Object> parameters,
        List<String> violations) {

    /** What a path names. */
    enum Kind {
        METHOD_BY_WEBHOOK,
        METHOD_BY_ACCESS_TOKEN,
        TOKEN,
        UNKNOWN
    }

    private static final Pattern BY_WEBHOOK = Pattern.compile("/rest/([^/]+/[^/]+)/([^/]+)/?");

    // The vendor's JavaScript SDK puts a slash after client_endpoint, which ends with one
    private static final Pattern BY_ACCESS_TOKEN = Pattern.compile("/rest//?([^/]+)/?");

    private static final Pattern BEARER = Pattern.compile("bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOKEN_PATH = Pattern.compile("/oauth/token/?");

    static RestRequest of(IncomingRequest incoming) {
        Matcher byWebhook = BY_WEBHOOK.matcher(incoming.path());
        if (byWebhook.matches()) {
            return of(incoming, Kind.METHOD_BY_WEBHOOK, byWebhook.group(1), byWebhook.group(2));
        }
        Matcher byAccessToken = BY_ACCESS_TOKEN.matcher(incoming.path());
        if (byAccessToken.matches()) {
            return of(incoming, Kind.METHOD_BY_ACCESS_TOKEN, "", byAccessToken.group(1));
        }
        if (TOKEN_PATH.matcher(incoming.path()).matches()) {
            return of(incoming, Kind.TOKEN, "", "oauth.token");
        }
        return of(incoming, Kind.UNKNOWN, "", "");
    }

    /** Whether the request goes to the portal, whose limit counts it. */
    boolean isCounted() {
        return incoming.path().startsWith("/rest") && !incoming.isOptions();
    }

    /** Whether the upstream serves the HTTP method: GET and POST, though JSON not where tokens are renewed. */
    boolean hasServedHttpMethod() {
        return incoming.isGet()
                || incoming.isOptions()
                || incoming.isPost() && !(kind == Kind.TOKEN && incoming.hasJson());
    }

    /** Whether a careful client sends it so: a pin is no safe request, and a URL no place for its credential. */
    private boolean hasRightHttpMethod() {
        return kind == Kind.TOKEN ? hasServedHttpMethod() : incoming.isPost() || incoming.isOptions();
    }

    Credentials credentials() {
        return switch (kind) {
            case METHOD_BY_WEBHOOK -> Credentials.WEBHOOK;
            case METHOD_BY_ACCESS_TOKEN -> byAccessToken();
            case TOKEN -> parameters.containsKey("client_id") ? Credentials.CLIENT : Credentials.NONE;
            case UNKNOWN -> Credentials.NONE;
        };
    }

    /** A field comes before the header. */
    Optional<String> accessToken() {
        return accessTokenField().or(this::bearerToken);
    }

    MethodCall.Caller caller() {
        return kind == Kind.METHOD_BY_WEBHOOK ? MethodCall.Caller.WEBHOOK : MethodCall.Caller.APPLICATION;
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
        RestRequest request = new RestRequest(
                incoming,
                kind,
                webhook,
                Transport.withoutEnding(apiMethod),
                Transport.ofMethod(apiMethod),
                parameters,
                violations);
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

    private Credentials byAccessToken() {
        if (accessTokenField().isPresent()) {
            return Credentials.ACCESS_TOKEN;
        }
        return bearerToken().isPresent() ? Credentials.BEARER : Credentials.NONE;
    }

    private Optional<String> accessTokenField() {
        RestParameters fields = new RestParameters(parameters);
        return fields.text("auth").or(() -> fields.text("access_token"));
    }

    private Optional<String> bearerToken() {
        Matcher bearer = BEARER.matcher(incoming.headers().getOrDefault("authorization", ""));
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private static Map<String, Object> bodyFields(IncomingRequest incoming, List<String> violations) {
        if (incoming.body().isEmpty()) {
            return Map.of();
        }
        if (incoming.hasForm() || !incoming.hasContentType()) {
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

    private static RecordedRequest.Command masked(RecordedRequest.Command command, Secrets secrets) {
        return new RecordedRequest.Command(
                secrets.mask(command.key()),
                secrets.mask(command.method()),
                secrets.mask(command.parameters(), Object.class));
    }
}
