package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.AuthenticationException;
import io.github.chatpin.camel.BulkPinException;
import io.github.chatpin.camel.InvalidPinRequestException;
import io.github.chatpin.camel.PinLimitReachedException;
import io.github.chatpin.camel.PinNotAppliedException;
import io.github.chatpin.camel.PinRejectedException;
import io.github.chatpin.camel.PinRequest;
import io.github.chatpin.camel.RateLimitedException;
import io.github.chatpin.camel.UpstreamUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What the example plays against the fakes, part by part. */
final class Scenes {

    private final Messages messages;
    private final Stage stage;
    private final PinReport report;

    Scenes(Messages messages, Stage stage, PinReport report) {
        this.messages = messages;
        this.stage = stage;
        this.report = report;
    }

    void playAll() throws Exception {
        playSingleChats();
        report.endPart();
        playOpenLines();
        report.endPart();
        playSync();
        report.endPart();
        playBulk();
        report.endPart();
        playFullLimits();
        report.endPart();
        playFailures();
        report.endPart();
    }

    private void playSingleChats() {
        messages.mustSucceed("direct:bitrix24-pin", "chat17");
        messages.mustSucceed("direct:bitrix24-unpin", "chat17");
        messages.mustSucceed("direct:whatsapp-pin", "+55 11 99999-9999");
        messages.mustSucceed("direct:whatsapp-unpin", "+55 11 99999-9999");
    }

    private void playOpenLines() {
        messages.mustSucceed("direct:open-line-pin", "chat2020");
        messages.mustSucceed("direct:open-line-unpin", "2020");
        messages.mustSucceed("direct:open-lines-pin-all", null);
        messages.mustSucceed("direct:open-lines-unpin-all", null);
    }

    private void playSync() {
        messages.mustSucceed("direct:bitrix24-pin", "chat501");
        messages.mustSucceed("direct:bitrix24-pin", "chat502");
        List<String> shift = List.of("chat503", "chat502");
        messages.mustSucceed("direct:bitrix24-dry-run", shift);
        messages.mustSucceed("direct:bitrix24-sync", shift);
        messages.mustSucceed("direct:bitrix24-list", null);
    }

    private void playBulk() {
        playBulk("direct:bitrix24-bulk", chats(101, 220));
        playBulk("direct:bitrix24-bulk", unpins(chats(101, 150)));
        List<String> numbers = List.of("5511944440001", "5511944440002", "5511944440003");
        playBulk("direct:whatsapp-bulk", numbers);
        playBulk("direct:whatsapp-bulk", unpins(numbers));
    }

    private void playBulk(String route, List<?> chats) {
        report.beginBulk(chats.size());
        messages.mustSucceed(route, chats);
        report.endBulk();
    }

    /** A few single requests use the portal's limit up; what comes at once afterwards gathers and waits. */
    private void playFullLimits() throws Exception {
        for (PinRequest pin : pins(chats(1, Stage.NARROW_BURST))) {
            messages.mustSucceed("direct:narrow-bitrix24", pin);
        }
        playAtOnce("bitrix24", "direct:narrow-bitrix24", pins(chats(Stage.NARROW_BURST + 1, Stage.NARROW_PIN_CAP)));
        // WhatsApp keeps three chats pinned: this works only because no chat's changes overtake each other.
        playAtOnce(
                "whatsapp",
                "direct:narrow-whatsapp",
                List.of(
                        new PinRequest("5511988880001", true),
                        new PinRequest("5511988880002", true),
                        new PinRequest("5511988880003", true),
                        new PinRequest("5511988880001", false),
                        new PinRequest("5511988880002", false),
                        new PinRequest("5511988880003", false),
                        new PinRequest("5511988880001", true),
                        new PinRequest("5511988880002", true)));
    }

    private void playAtOnce(String platform, String route, List<PinRequest> requests) throws Exception {
        int sentBefore = stage.requests();
        int rejectedBefore = stage.rejected();
        long startNanos = System.nanoTime();
        report.beginBulk(requests.size());
        messages.mustAllSucceed(route, requests);
        report.endBulk();
        long tookMillis = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        report.line("%s  %d messages  sent at once, waited %s for the limit: %d requests, %d rejected"
                .formatted(
                        platform,
                        requests.size(),
                        PinReport.seconds(tookMillis),
                        stage.requests() - sentBefore,
                        stage.rejected() - rejectedBefore));
    }

    private void playFailures() {
        messages.mustFail("direct:bitrix24-pin", "seventeen", InvalidPinRequestException.class);
        messages.mustFail("direct:bitrix24-pin", Stage.FOREIGN_CHAT, PinRejectedException.class);
        messages.mustFail("direct:revoked-webhook", new PinRequest("chat17", true), AuthenticationException.class);
        messages.mustFail("direct:narrow-bitrix24", new PinRequest("chat65", true), PinNotAppliedException.class);
        for (int i = 1; i <= 3; i++) {
            messages.mustSucceed("direct:whatsapp-pin", "551197777000" + i);
        }
        messages.mustFail("direct:whatsapp-pin", "5511977770004", PinLimitReachedException.class);
        messages.mustSucceed("direct:busy-instance", new PinRequest("5511966660001", true));
        messages.mustFail("direct:busy-instance", new PinRequest("5511966660002", true), RateLimitedException.class);
        messages.mustFail(
                "direct:offline-instance", new PinRequest("5511955550001", true), UpstreamUnavailableException.class);
        messages.mustFail(
                "direct:bitrix24-bulk",
                List.of("chat301", Stage.FOREIGN_CHAT, "seventeen", "chat302"),
                BulkPinException.class);
    }

    private static List<String> chats(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "chat" + i).toList();
    }

    private static List<PinRequest> pins(List<String> chats) {
        return chats.stream().map(chat -> new PinRequest(chat, true)).toList();
    }

    private static List<PinRequest> unpins(List<String> chats) {
        return chats.stream().map(chat -> new PinRequest(chat, false)).toList();
    }
}
