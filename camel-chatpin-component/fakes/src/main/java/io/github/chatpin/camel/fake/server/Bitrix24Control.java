package io.github.chatpin.camel.fake.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.fake.FakeBitrix24;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What can be done with Bitrix24's stand-in. */
final class Bitrix24Control {

    private static final int LONGEST_SECONDS = 86_400;

    private final FakeBitrix24 fake;
    private final UpstreamControl upstream;

    Bitrix24Control(FakeBitrix24 fake) {
        this.fake = fake;
        this.upstream = new UpstreamControl("/bitrix24", fake, this::ownState);
    }

    List<Route> routes() {
        List<Route> own = List.of(
                upstream.post("/expire-access-token", call -> fake.expireAccessToken()),
                upstream.post("/refuse-renewal", this::refuseRenewal, "error", "status"),
                upstream.post("/allow-renewal", call -> fake.allowRenewal()),
                upstream.post("/dialogs/{id}", this::setDialog, "state"),
                upstream.post("/crm-chats", this::addCrmChat, "item", "chatId"),
                Route.post("/bitrix24/open-lines/{chatId}", this::openLine, "open"),
                upstream.post("/operator", call -> fake.operator(call.fields().truth("operator")), "operator"),
                upstream.post("/operating", this::exhaustOperating, "method", "goodCalls", "seconds"),
                upstream.post("/operating-reported", this::reportOperating, "reported"),
                upstream.post("/fill-bucket", this::fillBucket, "requests"),
                upstream.post("/limit", this::setLimit, "threshold", "perSecond"),
                upstream.post("/pin-cap", this::setPinCap, "dialogs"),
                upstream.post("/generation", this::setGeneration, "generation"),
                upstream.post("/groups", this::addGroup, "group", "chatId"));
        return Stream.concat(upstream.routes().stream(), own.stream()).toList();
    }

    ObjectNode state() {
        return upstream.state();
    }

    private ObjectNode ownState() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode pinned = json.putArray("pinned");
        fake.pinnedDialogs().forEach(pinned::add);
        ArrayNode openLines = json.putArray("pinnedOpenLines");
        fake.pinnedOpenLines().stream().sorted().forEach(openLines::add);
        if (fake.bucketThreshold() < Integer.MAX_VALUE) { // else there is no limit
            json.putObject("bucket").put("level", fake.bucketLevel()).put("threshold", fake.bucketThreshold());
        }
        return json.put("rejected", fake.rejected()).put("renewals", fake.renewals());
    }

    private void refuseRenewal(Call call) {
        Fields fields = call.fields();
        int status = fields.has("status") ? fields.number("status", 400, 599) : 400;
        fake.refuseRenewal(status, fields.text("error"));
    }

    private void setDialog(Call call) {
        String dialogId = call.path().get("id");
        switch (call.fields().has("state") ? call.fields().text("state") : "") {
            case "recent" -> fake.addRecent(dialogId);
            case "hidden" -> fake.hide(dialogId);
            case "denied" -> fake.denyAccess(dialogId);
            case "notMember" -> fake.notMember(dialogId);
            case "unknown" -> fake.unknown(dialogId);
            default -> throw call.fields().must("state", "recent, hidden, denied, notMember or unknown");
        }
    }

    private void addCrmChat(Call call) {
        fake.crmChat(call.fields().text("item"), call.fields().number("chatId", 1, Integer.MAX_VALUE));
    }

    private JsonNode openLine(Call call) {
        String text = call.path().get("chatId");
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("the chat's id must be a whole number, 1 or more: " + text);
        }
        long chatId = Long.parseLong(text);
        if (call.fields().truth("open")) {
            long sessionId = fake.openLine(chatId);
            return upstream.state().put("sessionId", sessionId);
        }
        fake.notAnOpenLine(chatId);
        return upstream.state();
    }

    private void exhaustOperating(Call call) {
        Fields fields = call.fields();
        int goodCalls = fields.has("goodCalls") ? fields.number("goodCalls", 0, Integer.MAX_VALUE) : 0;
        Duration until = Duration.ofSeconds(fields.number("seconds", 1, LONGEST_SECONDS));
        fake.exhaustOperating(fields.text("method"), goodCalls, until);
    }

    private void reportOperating(Call call) {
        fake.operatingReported(call.fields().truth("reported"));
    }

    private void setLimit(Call call) {
        Fields fields = call.fields();
        fake.limit(fields.number("threshold", 1, Integer.MAX_VALUE), fields.number("perSecond", 1, Integer.MAX_VALUE));
    }

    private void setPinCap(Call call) {
        fake.pinCap(call.fields().number("dialogs", 0, Integer.MAX_VALUE));
    }

    private void setGeneration(Call call) {
        String name = call.fields().text("generation");
        fake.generation(Generations.named(name).orElseThrow(() -> call.fields().must("generation", Generations.NAMES)));
    }

    private void addGroup(Call call) {
        Fields fields = call.fields();
        fake.sonetGroup(fields.number("group", 1, Integer.MAX_VALUE), fields.number("chatId", 1, Integer.MAX_VALUE));
    }

    private void fillBucket(Call call) {
        fake.fillBucket(call.fields().number("requests", 1, Integer.MAX_VALUE));
    }
}
