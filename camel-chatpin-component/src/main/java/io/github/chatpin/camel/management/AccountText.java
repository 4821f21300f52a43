package io.github.chatpin.camel.management;

import io.github.chatpin.camel.directory.DirectoryReport;
import io.github.chatpin.camel.dispatch.AccountActivity;
import io.github.chatpin.camel.dispatch.AccountReport;
import io.github.chatpin.camel.limit.LimitReport;

/** Says in words how accounts are doing. */
public final class AccountText {

    private AccountText() {}

    /** Returns one line of an account of many. */
    public static String line(DirectoryReport.Named account) {
        AccountActivity activity = account.activity();
        String trouble = activity.trouble() == null
                ? ""
                : "; %s: %s, %s"
                        .formatted(
                                activity.trouble().type(),
                                activity.trouble().message(),
                                activity.trouble().at());
        return "%s: pending %d, in flight %d, done %d, failed %d%s"
                .formatted(
                        account.name(),
                        activity.pending(),
                        activity.inFlight(),
                        activity.done(),
                        activity.failed(),
                        trouble);
    }

    /** Returns all that is known of an account, a line for each thing. */
    public static String of(AccountReport report) {
        StringBuilder text = new StringBuilder();
        LimitReport limit = report.limit();
        AccountReport.Counts counts = report.counts();
        text.append(report.name()).append('\n');
        line(text, "gateway", report.gateway());
        line(text, "limit", LimitText.of(limit) + (report.settings().isEmpty() ? "" : " " + report.settings()));
        line(text, "permits left", limit.permitsLeft());
        line(
                text,
                "next permit in",
                limit.nextPermit() == null ? null : limit.nextPermit().toMillis() + " ms");
        line(
                text,
                "limit paused for",
                limit.pausedFor().isZero() ? null : limit.pausedFor().toMillis() + " ms");
        line(text, "state", state(report));
        line(text, "paused methods", report.pausedMethods().isEmpty() ? null : report.pausedMethods());
        line(text, "pending, in flight", report.pending() + ", " + report.inFlight());
        report.pins().forEach((method, pins) -> line(text, method, pins));
        line(text, "done", counts.done());
        line(text, "failed", counts.failed().isEmpty() ? null : counts.failed());
        line(text, "retries", counts.retries());
        line(text, "syncs", counts.syncs() == 0 ? null : counts.syncs() + " with " + counts.changes() + " changes");
        line(text, "evictions", counts.evictions() == 0 ? null : counts.evictions());
        line(text, "requests", counts.requests());
        line(
                text,
                "batches",
                "%d with %d pins, largest %d"
                        .formatted(counts.batches(), counts.pinsInBatches(), counts.largestBatch()));
        if (report.lastFailure() != null) {
            line(
                    text,
                    "last failure",
                    report.lastFailure().type() + ": " + report.lastFailure().message());
            line(text, "at", report.lastFailure().at());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        if (value != null) {
            text.append("    ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static String state(AccountReport report) {
        if (report.suspended()) {
            return "suspended";
        }
        return report.renewing() ? "renewing its credentials" : "open";
    }
}
