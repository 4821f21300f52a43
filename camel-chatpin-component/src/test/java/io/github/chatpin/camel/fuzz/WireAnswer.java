package io.github.chatpin.camel.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer as a fuzzer writes it: a line with the status, lines with headers, an empty line, and the body in bytes.
 * Any bytes are an answer, so that no input is wasted.
 */
public final class WireAnswer {

    private static final int USUAL_STATUS = 200;

    private WireAnswer() {}

    /** Reads an answer. */
    public static UpstreamAnswer of(byte[] input) {
        int status = USUAL_STATUS;
        Map<String, String> headers = new HashMap<>();
        int lineStart = 0;
        for (int i = 0; i < input.length; i++) {
            if (input[i] == '\n') {
                String line = new String(input, lineStart, i - lineStart, ISO_8859_1);
                if (line.isEmpty()) {
                    return new UpstreamAnswer(status, headers, Arrays.copyOfRange(input, i + 1, input.length));
                }
                if (lineStart == 0) {
                    status = status(line);
                }
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
                }
                lineStart = i + 1;
            }
        }
        return new UpstreamAnswer(status, headers, new byte[0]);
    }

    private static int status(String line) {
        return line.matches("[1-9][0-9]{2}") ? Integer.parseInt(line) : USUAL_STATUS;
    }
}
