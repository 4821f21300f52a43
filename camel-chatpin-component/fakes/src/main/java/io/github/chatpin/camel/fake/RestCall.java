package io.github.chatpin.camel.fake;

import java.util.Map;
import java.util.Optional;

/** One request to the fake portal or its authorization server. Used by one thread. */
final class RestCall implements UpstreamCall {

    // Any page may call the server; its script library asks with OPTIONS before
    private static final Map<String, String> FOR_BROWSERS = Map.of("Access-Control-Allow-Origin", "*");
    private static final Map<String, String> FOR_BROWSERS_THAT_ASK = Map.of(
            "Access-Control-Allow-Headers", "origin, content-type, accept",
            "Access-Control-Allow-Methods", "POST, GET, OPTIONS");

    private final RestRequest request;
    private final Portal portal;
    private final String portalUrl;
    private final RecordedRequest recorded;

    RestCall(RestRequest request, Portal portal, String portalUrl, Secrets secrets) {
        this.request = request;
        this.portal = portal;
        this.portalUrl = portalUrl;
        this.recorded = request.recorded(secrets);
    }

    @Override
    public RecordedRequest recorded() {
        return recorded;
    }

    @Override
    public Optional<Answer> refusal() {
        if (!request.isCounted() || portal.bucket().tryAdd(request.incoming().receivedAt())) {
            return Optional.empty();
        }
        return Optional.of(new RestOutcome.Refused(503, "QUERY_LIMIT_EXCEEDED", "Too many requests")
                .toAnswer(request.transport())
                .with(FOR_BROWSERS));
    }

    @Override
    public Answer answer() {
        return undressedAnswer().with(FOR_BROWSERS);
    }

    /** A client that is told of an expired or invalid token is right to renew it. */
    @Override
    public Answer dressed(Answer scripted) {
        if (scripted.body().contains(AuthorizationServer.EXPIRED)
                || scripted.body().contains(AuthorizationServer.INVALID)) {
            portal.authorization().noteExpiryReported();
        }
        return scripted.withDefaults(FOR_BROWSERS);
    }

    private Answer undressedAnswer() {
        if (request.incoming().isOptions()) {
            return new Answer(200, FOR_BROWSERS_THAT_ASK, "");
        }
        if (request.kind() == RestRequest.Kind.UNKNOWN || !request.hasServedHttpMethod()) {
            return RestOutcome.methodNotFound().toAnswer(request.transport());
        }
        if (request.kind() == RestRequest.Kind.TOKEN) {
            return portal.authorization().renew(request.incoming(), request.parameters(), portalUrl);
        }
        if (portal.settings().httpsRequired() && !request.incoming().secure()) {
            return new RestOutcome.Refused(400, "INVALID_REQUEST", "Https required").toAnswer(request.transport());
        }
        if (!portal.methods().knows(request.apiMethod())) {
            return RestOutcome.methodNotFound().toAnswer(request.transport());
        }
        return credentialsProblem()
                .map(problem -> problem.toAnswer(request.transport()))
                .orElseGet(() -> portal.methods()
                        .answer(
                                request.apiMethod(),
                                MethodCall.of(request.caller(), request.parameters()),
                                request.transport()));
    }

    private Optional<RestOutcome.Refused> credentialsProblem() {
        if (request.kind() == RestRequest.Kind.METHOD_BY_WEBHOOK) {
            return request.webhook().equals(portal.settings().webhookToken())
                    ? Optional.empty()
                    : Optional.of(new RestOutcome.Refused(401, "INVALID_CREDENTIALS", "Invalid request credentials"));
        }
        return portal.authorization().problemWith(request.accessToken().orElse(""));
    }
}
