package io.github.chatpin.camel.console;

import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.AccountReport;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.management.LimitText;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import java.util.List;
import java.util.Map;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Camel's developer console {@code chatpin}: how each account is doing, as text or as JSON. */
@DevConsole(name = "chatpin", displayName = "ChatPin", description = "Accounts of the chatpin component")
public final class ChatPinConsole extends AbstractDevConsole {

    public ChatPinConsole() {
        super("chatpin", "chatpin", "ChatPin", "Accounts of the chatpin component");
    }

    private List<AccountReport> reports() {
        ChatPinRuntime runtime = getCamelContext().hasService(ChatPinRuntime.class);
        return runtime == null
                ? List.of()
                : runtime.accounts().stream().map(AccountControl::report).toList();
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (AccountReport report : reports()) {
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
                        report.lastFailure().type() + ": "
                                + report.lastFailure().message());
                line(text, "at", report.lastFailure().at());
            }
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

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("accounts", reports().stream().map(ChatPinConsole::json).toList());
        return root;
    }

    private static JsonObject json(AccountReport.Pins pins) {
        JsonObject json = new JsonObject();
        json.put("limit", pins.limit());
        json.put("listed", pins.listed());
        json.put("remembered", pins.remembered());
        return json;
    }

    private static JsonObject json(AccountReport report) {
        LimitReport limit = report.limit();
        AccountReport.Counts counts = report.counts();
        JsonObject json = new JsonObject();
        json.put("name", report.name());
        json.put("platform", report.platform());
        json.put("gateway", report.gateway());
        json.put("settings", new JsonObject(report.settings()));
        json.put("limit", LimitText.of(limit));
        json.put("shared", limit.shared());
        json.put("permitsLeft", limit.permitsLeft());
        json.put(
                "nextPermitMillis",
                limit.nextPermit() == null ? null : limit.nextPermit().toMillis());
        json.put("limitPausedMillis", limit.pausedFor().toMillis());
        json.put("suspended", report.suspended());
        json.put("renewing", report.renewing());
        JsonObject paused = new JsonObject();
        report.pausedMethods().forEach((method, end) -> paused.put(method, end.toString()));
        json.put("pausedMethods", paused);
        json.put("pending", report.pending());
        json.put("inFlight", report.inFlight());
        JsonObject methods = new JsonObject();
        report.pins().forEach((method, pins) -> methods.put(method, json(pins)));
        json.put("pins", methods);
        json.put("done", counts.done());
        json.put("failed", new JsonObject(counts.failed()));
        json.put("retries", counts.retries());
        json.put("syncs", counts.syncs());
        json.put("changes", counts.changes());
        json.put("evictions", counts.evictions());
        json.put("requests", counts.requests());
        json.put("batches", counts.batches());
        json.put("pinsInBatches", counts.pinsInBatches());
        json.put("largestBatch", counts.largestBatch());
        if (report.lastFailure() != null) {
            json.put(
                    "lastFailure",
                    report.lastFailure().type() + ": " + report.lastFailure().message());
            json.put("lastFailureTime", report.lastFailure().at().toString());
        }
        return json;
    }
}
