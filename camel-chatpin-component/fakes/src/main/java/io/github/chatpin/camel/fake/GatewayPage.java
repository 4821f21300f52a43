package io.github.chatpin.camel.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of a list that a request asks for.
 *
 * @param limit how many at most
 * @param offset how many to leave out first
 */
record GatewayPage(int limit, int offset) {

    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";

    /** Empty if a number is out of range. */
    static Optional<GatewayPage> of(GatewayRequest request, int byDefault, int most) {
        return request.number(LIMIT, byDefault, 1, most)
                .flatMap(limit ->
                        request.number(OFFSET, 0, 0, Integer.MAX_VALUE).map(offset -> new GatewayPage(limit, offset)));
    }

    /**
     * What a correct client would not have sent.
     *
     * @param more what the query may have beside the page; no list here is filtered
     */
    static List<String> violations(GatewayRequest request, int most, Set<String> more) {
        List<String> violations = new ArrayList<>();
        if (of(request, most, most).isEmpty()) {
            violations.add("limit or offset out of range");
        }
        request.query().keySet().stream()
                .filter(name -> !name.equals(LIMIT) && !name.equals(OFFSET) && !more.contains(name))
                .forEach(name -> violations.add("unknown parameter " + name));
        return violations;
    }

    <T> Stream<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit);
    }
}
