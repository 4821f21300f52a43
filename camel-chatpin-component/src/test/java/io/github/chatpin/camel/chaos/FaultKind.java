package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.time.Duration;
import java.util.function.Function;

/** The kinds of faults that a storm is made of. */
enum FaultKind {
    PROXY_PAGE_502(Fault.html(502), Where.ANYWHERE),
    EMPTY_500(Fault.empty(500), Where.ANYWHERE),
    EMPTY_200(Fault.empty(200), Where.ANYWHERE),
    INTERNAL_ERROR(Fault.status(500, "{\"error\":\"INTERNAL_SERVER_ERROR\"}"), Where.ANYWHERE),
    NOT_SUCCESSFUL_200(Fault.status(200, "{\"success\":false,\"error\":{\"message\":\"try again\"}}"), Where.ANYWHERE),
    MALFORMED_CHUNK(Fault.malformedChunk(), Where.ANYWHERE),
    GARBAGE(Fault.garbage(), Where.ANYWHERE),
    CONNECTION_CLOSED(Fault.connectionClosed(), Where.ANYWHERE),
    CONNECTION_RESET(Fault.reset(), Where.ANYWHERE),
    SLOW(Fault.delay(Duration.ofMillis(60)), Where.ANYWHERE),

    // A renewal whose answer is lost loses the refresh token with it, and a refusal of one holds for five minutes.
    HUNG(Fault.hang(), Where.CALLS),
    HUNG_AFTER_IT_WAS_APPLIED(Fault.appliedThenHang(), Where.CALLS),
    RESET_AFTER_IT_WAS_APPLIED(Fault.appliedThenReset(), Where.CALLS),
    ANSWER_CUT_IN_HALF(Fault.truncatedJson(), Where.CALLS),
    LATER_THAN_THE_TIMEOUT(Fault.delay(Duration.ofMillis(Way.REQUEST_TIMEOUT + 250)), Where.CALLS),
    REDIRECT(Fault.redirect("https://elsewhere.invalid/"), Where.CALLS),
    ACCESS_DENIED_400(Fault.status(400, "{\"error\":\"ACCESS_DENIED\"}"), Where.CALLS),
    UNAUTHORIZED_401(Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"), Where.CALLS),
    OVERLOAD_LIMIT(Fault.status(503, "{\"error\":\"OVERLOAD_LIMIT\"}"), Where.CALLS),
    QUERY_LIMIT_EXCEEDED(Fault.status(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"), Where.CALLS),
    TOO_MANY_REQUESTS_429(Fault.status(429, "{\"success\":false,\"error\":\"Rate limit exceeded\"}"), Where.CALLS);

    private final Fault fault;
    private final Function<RecordedRequest, Boolean> where;

    FaultKind(Fault fault, Function<RecordedRequest, Boolean> where) {
        this.fault = fault;
        this.where = where;
    }

    Fault fault() {
        return fault;
    }

    boolean fits(RecordedRequest request) {
        return where.apply(request);
    }

    /** Returns whether it keeps a connection and a thread of the fake for the rest of the round. */
    boolean hangs() {
        return this == HUNG || this == HUNG_AFTER_IT_WAS_APPLIED;
    }

    /** Where a kind of fault may strike. */
    private static final class Where {

        private static final Function<RecordedRequest, Boolean> ANYWHERE = request -> true;
        private static final Function<RecordedRequest, Boolean> CALLS =
                request -> !request.apiMethod().equals("oauth.token");
    }
}
