package io.github.chatpin.camel.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of a method, be it a request's own or a command's in a batch.
 *
 * @param caller whose credentials it came with
 * @param start the offset that the REST server takes from the parameters for itself
 * @param parameters what is left for the method
 */
record MethodCall(Caller caller, int start, RestParameters parameters) {

    private static final String START = "start";

    /** What credentials stand for, each with an execution time of its own. */
    enum Caller {
        WEBHOOK,
        APPLICATION
    }

    static MethodCall of(Caller caller, Map<String, Object> parameters) {
        Map<String, Object> left = new LinkedHashMap<>(parameters);
        left.remove(START);
        return new MethodCall(caller, new RestParameters(parameters).number(START, 0), new RestParameters(left));
    }
}
