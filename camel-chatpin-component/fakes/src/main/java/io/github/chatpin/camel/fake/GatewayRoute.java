package io.github.chatpin.camel.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway serves under one path.
 *
 * @param httpMethod the HTTP method
 * @param template the path, with names in braces for parts of any text
 * @param apiMethod what a request asks for
 * @param violations what a correct client would not have sent; secrets are not masked
 * @param work answers
 */
record GatewayRoute(
        String httpMethod,
        String template,
        Function<GatewayRequest, String> apiMethod,
        Function<GatewayRequest, List<String>> violations,
        Function<GatewayRequest, Answer> work) {

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    /** A route that reads. */
    static GatewayRoute get(
            String template,
            String apiMethod,
            Function<GatewayRequest, List<String>> violations,
            Function<GatewayRequest, Answer> work) {
        return new GatewayRoute("GET", template, request -> apiMethod, violations, work);
    }

    /** A route that reads, and has nothing that a client could get wrong. */
    static GatewayRoute get(String template, String apiMethod, Function<GatewayRequest, Answer> work) {
        return get(template, apiMethod, request -> List.of(), work);
    }

    static GatewayRoute post(
            String template,
            String apiMethod,
            Function<GatewayRequest, List<String>> violations,
            Function<GatewayRequest, Answer> work) {
        return new GatewayRoute("POST", template, request -> apiMethod, violations, work);
    }

    /** A route that tells whether the server is there. It asks for no credential. */
    static GatewayRoute health(String template, Supplier<Answer> work) {
        return get(template, "health", request -> work.get());
    }

    /** The parts of a path that fits; none are decoded. */
    Optional<Map<String, String>> match(String path) {
        Matcher names = NAME.matcher(template);
        StringBuilder expression = new StringBuilder();
        Map<String, String> parts = new LinkedHashMap<>();
        int end = 0;
        while (names.find()) {
            expression
                    .append(Pattern.quote(template.substring(end, names.start())))
                    .append("([^/]+)");
            parts.put(names.group(1), "");
            end = names.end();
        }
        Matcher matcher = Pattern.compile(expression
                        .append(Pattern.quote(template.substring(end)))
                        .toString())
                .matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int group = 1;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            part.setValue(matcher.group(group));
            group++;
        }
        return Optional.of(parts);
    }
}
