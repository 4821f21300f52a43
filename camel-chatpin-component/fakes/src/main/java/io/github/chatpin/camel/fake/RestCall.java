package io.github.chatpin.camel.fake;

import java.util.Optional;

/** One request to the fake portal or its authorization server. Used by one thread. */
final class RestCall implements UpstreamCall {

    private final RestRequest request;
    private final Portal portal;
    private final RecordedRequest recorded;

    RestCall(RestRequest request, Portal portal, Secrets secrets) {
        this.request = request;
        this.portal = portal;
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
        return Optional.of(new RestOutcome.Refused(503, "QUERY_LIMIT_EXCEEDED", "Too many requests").toAnswer());
    }

    @Override
    public Answer answer() {
        if (request.kind() == RestRequest.Kind.UNKNOWN || !request.hasServedHttpMethod()) {
            return new RestOutcome.Refused(404, "ERROR_METHOD_NOT_FOUND", "Method not found!").toAnswer();
        }
        if (request.kind() == RestRequest.Kind.TOKEN) {
            return portal.authorization()
                    .renew(request.parameters(), request.incoming().origin());
        }
        if (portal.settings().httpsRequired() && !request.incoming().secure()) {
            return new RestOutcome.Refused(400, "INVALID_REQUEST", "Https required").toAnswer();
        }
        return credentialsProblem().map(RestOutcome.Refused::toAnswer).orElseGet(() -> portal.methods()
                .answer(request.apiMethod(), new RestParameters(request.parameters())));
    }

    /** A client that is told of an expired or invalid token is right to renew it. */
    @Override
    public Answer dressed(Answer scripted) {
        if (scripted.body().contains(AuthorizationServer.EXPIRED)
                || scripted.body().contains(AuthorizationServer.INVALID)) {
            portal.authorization().noteExpiryReported();
        }
        return scripted;
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
