package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which requests meet a fault: those that call a method with some parameters, be it by themselves or in a batch. Names
 * are taken in any case.
 *
 * @param method the method; empty for any
 * @param parameters the parameters that the call must have, as text
 */
record Condition(Optional<String> method, Map<String, String> parameters) implements Predicate<RecordedRequest> {

    static Condition read(Fields fields) {
        fields.mustBeAmong(List.of("method", "parameters"));
        return new Condition(
                fields.has("method") ? Optional.of(fields.text("method")) : Optional.empty(),
                fields.object("parameters").map(Fields::texts).orElse(Map.of()));
    }

    @Override
    public boolean test(RecordedRequest request) {
        return fits(request.apiMethod(), request.parameters())
                || request.commands().stream().anyMatch(command -> fits(command.method(), command.parameters()));
    }

    private boolean fits(String called, Map<String, Object> sent) {
        return method.map(called::equalsIgnoreCase).orElse(true)
                && parameters.entrySet().stream().allMatch(wanted -> has(sent, wanted.getKey(), wanted.getValue()));
    }

    private static boolean has(Map<String, Object> sent, String name, String value) {
        return sent.entrySet().stream()
                .anyMatch(parameter -> parameter.getKey().equalsIgnoreCase(name)
                        && String.valueOf(parameter.getValue()).equals(value));
    }
}
