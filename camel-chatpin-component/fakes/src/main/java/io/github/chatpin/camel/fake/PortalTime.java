package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Dates as the portal writes and reads them: in ATOM format, whole seconds with an offset. Immutable. */
final class PortalTime {

    private static final ZoneOffset ZONE = ZoneOffset.ofHours(3);
    private static final DateTimeFormatter ATOM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter ATOM_OR_UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private final Clock clock;

    PortalTime(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    static String atom(Instant instant) {
        return ATOM.format(instant.atOffset(ZONE));
    }

    /** Empty for what is no such date, as the server ignores it. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, ATOM_OR_UTC).toInstant());
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
