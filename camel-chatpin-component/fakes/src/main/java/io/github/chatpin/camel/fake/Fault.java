package io.github.chatpin.camel.fake;

import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.MALFORMED_RESPONSE_CHUNK;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;

import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong with one request. A request that meets a fault has been counted in the rate limit before. Unless a
 * factory says otherwise the fault takes the place of the upstream's work: nothing is pinned or unpinned. Immutable.
 */
public sealed interface Fault permits BrokenConnection, HungAnswer, LateAnswer, ScriptedAnswer, TruncatedAnswer {

    /** {@return no fault: the request is answered as usual; a placeholder in a sequence of faults} */
    static Fault none() {
        return delay(Duration.ZERO);
    }

    /**
     * An answer of the upstream's own, as JSON.
     *
     * @param status the HTTP status
     * @param body the body, sent as it is
     * @return the fault
     */
    static Fault status(int status, String body) {
        return status(status, body, Map.of());
    }

    /**
     * An answer of the upstream's own, as JSON unless the headers say otherwise.
     *
     * @param status the HTTP status
     * @param body the body, sent as it is
     * @param headers headers to send with it; they replace the fake's own of the same name
     * @return the fault
     */
    static Fault status(int status, String body, Map<String, String> headers) {
        return new ScriptedAnswer(new Answer(status, Answer.JSON_HEADERS, body).with(headers), true);
    }

    /**
     * The page of a proxy that stands before the upstream.
     *
     * @param status the HTTP status
     * @return the fault
     */
    static Fault html(int status) {
        String page = "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>";
        return new ScriptedAnswer(new Answer(status, Map.of("Content-Type", "text/html; charset=utf-8"), page), false);
    }

    /**
     * An answer without a body.
     *
     * @param status the HTTP status
     * @return the fault
     */
    static Fault empty(int status) {
        return new ScriptedAnswer(new Answer(status, Map.of(), ""), true);
    }

    /**
     * A temporary redirect, as a renamed portal answers.
     *
     * @param location the value of the {@code Location} header
     * @return the fault
     */
    static Fault redirect(String location) {
        return new ScriptedAnswer(new Answer(302, Map.of("Location", location), ""), false);
    }

    /** {@return the upstream's usual answer cut in half, in a complete HTTP message; the request has been applied} */
    static Fault truncatedJson() {
        return new TruncatedAnswer();
    }

    /** {@return status 200, and then bytes that are not a chunk, and the end of the connection} */
    static Fault malformedChunk() {
        return new BrokenConnection(MALFORMED_RESPONSE_CHUNK, false);
    }

    /** {@return bytes that are not HTTP, and the end of the connection} */
    static Fault garbage() {
        return new BrokenConnection(RANDOM_DATA_THEN_CLOSE, false);
    }

    /** {@return a connection that is closed without an answer} */
    static Fault connectionClosed() {
        return new BrokenConnection(EMPTY_RESPONSE, false);
    }

    /** {@return a connection that is reset before anything is applied} */
    static Fault reset() {
        return new BrokenConnection(CONNECTION_RESET_BY_PEER, false);
    }

    /** {@return a connection that is reset after the request has been applied: the answer is lost on the way} */
    static Fault appliedThenReset() {
        return new BrokenConnection(CONNECTION_RESET_BY_PEER, true);
    }

    /**
     * {@return no answer until {@link FakeUpstream#release()}, when the request is applied and answered as usual, or
     * until the fake is closed or reset, when the connection breaks}
     */
    static Fault hang() {
        return new HungAnswer(false);
    }

    /** {@return as {@link #hang()}, but the request has been applied before} */
    static Fault appliedThenHang() {
        return new HungAnswer(true);
    }

    /**
     * A request that is applied and answered as usual, but later.
     *
     * @param delay how much later, in real time
     * @return the fault
     */
    static Fault delay(Duration delay) {
        return new LateAnswer(delay);
    }
}
