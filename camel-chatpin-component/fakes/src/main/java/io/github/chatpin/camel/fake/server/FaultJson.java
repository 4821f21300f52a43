package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Faults as JSON has them: {@code kind} is the name of a factory of {@link Fault}, and its parameters are fields. */
final class FaultJson {

    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;
    private static final int LONGEST_DELAY = 3_600_000;
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]*");

    /**
     * One kind of fault.
     *
     * @param fields what it takes
     * @param factory makes it
     */
    private record Kind(List<String> fields, Function<Fields, Fault> factory) {

        Kind(Function<Fields, Fault> factory, String... fields) {
            this(List.of(fields), factory);
        }
    }

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("none", new Kind(fields -> Fault.none())),
            Map.entry("status", new Kind(FaultJson::status, "status", "body", "headers")),
            Map.entry("html", new Kind(fields -> Fault.html(code(fields)), "status")),
            Map.entry("empty", new Kind(fields -> Fault.empty(code(fields)), "status")),
            Map.entry("redirect", new Kind(FaultJson::redirect, "location")),
            Map.entry("truncatedJson", new Kind(fields -> Fault.truncatedJson())),
            Map.entry("malformedChunk", new Kind(fields -> Fault.malformedChunk())),
            Map.entry("garbage", new Kind(fields -> Fault.garbage())),
            Map.entry("connectionClosed", new Kind(fields -> Fault.connectionClosed())),
            Map.entry("reset", new Kind(fields -> Fault.reset())),
            Map.entry("appliedThenReset", new Kind(fields -> Fault.appliedThenReset())),
            Map.entry("hang", new Kind(fields -> Fault.hang())),
            Map.entry("appliedThenHang", new Kind(fields -> Fault.appliedThenHang())),
            Map.entry("delay", new Kind(FaultJson::delay, "milliseconds"))));

    private FaultJson() {}

    static Fault read(Fields fields) {
        String name = fields.has("kind") ? fields.text("kind") : "";
        Kind kind = KINDS.get(name);
        if (kind == null) {
            throw fields.must("kind", "one of " + String.join(", ", KINDS.keySet()));
        }
        fields.mustBeAmong(withKind(kind.fields()));
        return kind.factory().apply(fields);
    }

    private static Fault status(Fields fields) {
        Map<String, String> headers =
                fields.object("headers").map(Fields::texts).orElse(Map.of());
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw fields.must("headers", "names of letters, digits and hyphens, with values in printable ASCII");
            }
        });
        return Fault.status(code(fields), fields.body("body"), headers);
    }

    private static Fault redirect(Fields fields) {
        String location = fields.text("location");
        if (!HEADER_VALUE.matcher(location).matches()) {
            throw fields.must("location", "printable ASCII");
        }
        return Fault.redirect(location);
    }

    private static Fault delay(Fields fields) {
        return Fault.delay(Duration.ofMillis(fields.number("milliseconds", 0, LONGEST_DELAY)));
    }

    private static int code(Fields fields) {
        return fields.number("status", LOWEST_STATUS, HIGHEST_STATUS);
    }

    private static List<String> withKind(List<String> fields) {
        return Stream.concat(Stream.of("kind"), fields.stream()).toList();
    }
}
