package io.github.chatpin.camel.console;

import io.github.chatpin.camel.directory.Directory;
import io.github.chatpin.camel.directory.DirectoryReport;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.AccountReport;
import io.github.chatpin.camel.limit.LimitReport;
import io.github.chatpin.camel.management.AccountText;
import io.github.chatpin.camel.management.LimitText;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * Camel's developer console {@code chatpin}: how each account is doing, as text or as JSON. Of the many accounts of a source it
 * shows those that are the busiest or in trouble, {@value #MOST_BY_DEFAULT} of each or as many as its option {@code most}
 * says, and the one that its option {@code account} names.
 */
@DevConsole(name = "chatpin", displayName = "ChatPin", description = "Accounts of the chatpin component")
public final class ChatPinConsole extends AbstractDevConsole {

    private static final String ACCOUNT = "account";
    private static final String MOST = "most";
    private static final int MOST_BY_DEFAULT = 10;

    public ChatPinConsole() {
        super("chatpin", "chatpin", "ChatPin", "Accounts of the chatpin component");
    }

    private List<AccountReport> reports() {
        return runtime().stream()
                .flatMap(runtime -> runtime.accounts().stream())
                .filter(AccountControl::isListed)
                .map(AccountControl::report)
                .toList();
    }

    private List<Directory> directories() {
        return runtime().map(ChatPinRuntime::directories).orElse(List.of());
    }

    private Optional<ChatPinRuntime> runtime() {
        return Optional.ofNullable(getCamelContext().hasService(ChatPinRuntime.class));
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        reports().forEach(report -> text.append(AccountText.of(report)));
        for (Directory directory : directories()) {
            write(directory, options, text);
        }
        return text.toString();
    }

    private static void write(Directory directory, Map<String, Object> options, StringBuilder text) {
        DirectoryReport report = directory.report();
        text.append("accounts of ").append(directory.name()).append('\n');
        text.append("    %d kept, %d exchanges wait for a look-up, %d pending, %d in flight%n"
                .formatted(report.accounts(), report.waiting(), report.pending(), report.inFlight()));
        text.append("    done: %d, failed: %d%n".formatted(report.done(), report.failed()));
        text.append("    look-ups: %d, unknown: %d, failed: %d%s%n"
                .formatted(
                        report.lookUps(),
                        report.unknown(),
                        report.faults(),
                        report.fault() == null ? "" : ", the last one with " + report.fault()));
        text.append("    in trouble: ").append(report.inTrouble()).append('\n');
        directory.inTrouble(most(options)).forEach(account -> line(text, account));
        text.append("    busiest:\n");
        directory.busiest(most(options)).forEach(account -> line(text, account));
        account(directory, options).ifPresent(account -> text.append(AccountText.of(account)));
    }

    private static void line(StringBuilder text, DirectoryReport.Named account) {
        text.append("        ").append(AccountText.line(account)).append('\n');
    }

    private static Optional<AccountReport> account(Directory directory, Map<String, Object> options) {
        Object name = options.get(ACCOUNT);
        return name == null
                ? Optional.empty()
                : directory.account(name.toString()).map(AccountControl::report);
    }

    private static int most(Map<String, Object> options) {
        Object most = options.get(MOST);
        return most == null ? MOST_BY_DEFAULT : Integer.parseInt(most.toString());
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        root.put("accounts", reports().stream().map(ChatPinConsole::json).toList());
        root.put(
                "directories",
                directories().stream()
                        .map(directory -> json(directory, options))
                        .toList());
        return root;
    }

    private static JsonObject json(Directory directory, Map<String, Object> options) {
        DirectoryReport report = directory.report();
        JsonObject json = new JsonObject();
        json.put("name", directory.name());
        json.put("accounts", report.accounts());
        json.put("waiting", report.waiting());
        json.put("pending", report.pending());
        json.put("inFlight", report.inFlight());
        json.put("done", report.done());
        json.put("failed", report.failed());
        json.put("inTrouble", report.inTrouble());
        json.put("lookUps", report.lookUps());
        json.put("unknown", report.unknown());
        json.put("faults", report.faults());
        json.put("fault", report.fault());
        json.put("accountsInTrouble", lines(directory.inTrouble(most(options))));
        json.put("busiestAccounts", lines(directory.busiest(most(options))));
        account(directory, options).ifPresent(account -> json.put("account", json(account)));
        return json;
    }

    private static List<String> lines(List<DirectoryReport.Named> accounts) {
        return accounts.stream().map(AccountText::line).toList();
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
