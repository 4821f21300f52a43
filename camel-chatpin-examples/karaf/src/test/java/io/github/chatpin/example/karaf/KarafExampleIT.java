package io.github.chatpin.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KarafExampleIT {

    @Test
    void tellsWhatBecameOfEachFile() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        KarafExample.run(new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d+", "portal"))
                .containsExactly(
                        "karaf  started, with the bundle in its deploy folder",
                        "bitrix24  vip.csv dropped: chat17 | chat18 | 256",
                        "  log: vip.csv: 3 done",
                        "  moved to .done",
                        "bitrix24  leavers.csv dropped: chat18,false | chat403,false | seventeen",
                        "  log: leavers.csv: chat403 PinRejectedException: im.recent.pin of chat403 at http://portal:"
                                + " 200 ACCESS_ERROR, You don't have permission to pin this chat",
                        "  log: leavers.csv: seventeen InvalidPinRequestException: The chat id is not one of"
                                + " im.recent.pin: use chat17, sg5 or a user's number such as 256",
                        "  moved to .failed",
                        "whatsapp  vip.csv dropped: +55 11 99999-9999",
                        "  log: vip.csv: 1 done",
                        "  moved to .done",
                        "bitrix24  pinned: [256, chat17]",
                        "whatsapp  pinned: [5511999999999@s.whatsapp.net]",
                        "karaf  stopped");
    }
}
