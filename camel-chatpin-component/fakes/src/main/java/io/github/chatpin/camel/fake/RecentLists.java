package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The methods {@code im.recent.list}, which pages, and {@code im.recent.get}, which tells news. Thread-safe. */
final class RecentLists {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Duration USUAL_PAST = Duration.ofDays(30);
    private static final Duration FARTHEST_PAST = Duration.ofDays(7);

    private final RecentItems items;
    private final PortalTime time;

    RecentLists(RecentItems items, PortalTime time) {
        this.items = items;
        this.time = time;
    }

    /** A full page is taken for one that others follow. */
    RestOutcome list(MethodCall call) {
        RestParameters parameters = call.parameters().inAnyCase();
        int limit = limit(parameters);
        int offset = call.start() > 0 ? call.start() : Math.max(0, parameters.number("OFFSET", 0));
        Optional<Instant> until =
                date(parameters, "LAST_MESSAGE_DATE").or(() -> date(parameters, "DATE_LAST_ACTIVITY"));
        Stream<RecentRow> rows = items.rows(parameters)
                .filter(row -> row.unread() > 0 || !parameters.isYes("UNREAD_ONLY"))
                .filter(row -> until.isEmpty() || !wholeSecond(row.activeAt()).isAfter(until.get()))
                .skip(until.isPresent() ? 0 : offset)
                .limit(limit);
        List<ObjectNode> page = items.items(rows, withCounters(parameters));
        boolean hasMore = page.size() == limit;
        ObjectNode result = Json.object();
        result.putArray("items").addAll(page);
        result.put("hasMorePages", hasMore).put("hasMore", hasMore);
        return new RestOutcome.Done(
                result, hasMore ? OptionalInt.of(offset + page.size()) : OptionalInt.empty(), OptionalInt.of(-1));
    }

    RestOutcome get(MethodCall call) {
        RestParameters parameters = call.parameters().inAnyCase();
        boolean onlyOpenLines = parameters.isYes("ONLY_OPENLINES");
        Instant since = since(parameters).orElse(onlyOpenLines ? Instant.MIN : past(USUAL_PAST));
        Stream<RecentRow> rows = onlyOpenLines ? items.openLineRows() : items.rows(parameters);
        return RestOutcome.done(items.items(
                rows.filter(row -> !wholeSecond(row.updatedAt()).isBefore(since)), withCounters(parameters)));
    }

    private static int limit(RestParameters parameters) {
        int limit = parameters.number("LIMIT", DEFAULT_LIMIT);
        return limit <= 0 ? DEFAULT_LIMIT : Math.min(MAX_LIMIT, limit);
    }

    private Optional<Instant> since(RestParameters parameters) {
        String name = parameters.value("LAST_UPDATE").isPresent() ? "LAST_UPDATE" : "LAST_SYNC_DATE";
        Instant farthest = past(FARTHEST_PAST);
        return date(parameters, name).map(date -> date.isBefore(farthest) ? farthest : date);
    }

    private Instant past(Duration distance) {
        return time.now().minus(distance);
    }

    /** A time as items tell it, and as clients send it back. */
    private static Instant wholeSecond(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static Optional<Instant> date(RestParameters parameters, String name) {
        return parameters.text(name).flatMap(PortalTime::parse);
    }

    private static boolean withCounters(RestParameters parameters) {
        return parameters.text("WITH_COUNTERS").filter("N"::equals).isEmpty();
    }
}
