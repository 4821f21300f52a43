package io.github.chatpin.example.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BusExampleTest {

    private static List<String> lines;

    @BeforeAll
    static void run() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Demo(new PrintStream(out, true, StandardCharsets.UTF_8)).run();
        lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void tellsWhatBecameOfEachOrder() {
        assertThat(lines.subList(0, lines.indexOf("dead letters:")))
                .contains(
                        "bitrix24  chat12  pinned",
                        "whatsapp  5511988880001  pinned",
                        "whatsapp  5511988880002  pinned  on delivery 2")
                .containsSubsequence("bitrix24  chat1  pinned", "bitrix24  chat1  unpinned")
                .hasSize(15);
    }

    @Test
    void tellsWhyThereAreDeadLetters() {
        int first = lines.indexOf("dead letters:") + 1;
        assertThat(lines.subList(first, first + 4))
                .satisfiesExactly(
                        line -> assertThat(line).contains("MalformedOrderException after 1: chatId and pinned must"),
                        line -> assertThat(line).contains("chat403").contains("PinRejectedException after 1:"),
                        line -> assertThat(line).contains("UpstreamUnavailableException after 4:"),
                        line -> assertThat(line).isEmpty());
    }

    @Test
    void showsThatMoreConsumersMakeLargerBatches() {
        List<int[]> table = lines.subList(lines.size() - 3, lines.size()).stream()
                .map(line -> Arrays.stream(line.trim().split(" +"))
                        .limit(3)
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();

        assertThat(table.get(0)).containsExactly(1, Burst.ORDERS, 1);
        assertThat(table.get(1)[1]).isBetween(Burst.ORDERS / 5, Burst.ORDERS / 2);
        assertThat(table.get(1)[2]).isBetween(2, 5);
        assertThat(table.get(2)[1]).isLessThan(table.get(1)[1]);
        assertThat(table.get(2)[2]).isGreaterThan(5);
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> BusExample.main(new String[] {"server"}));
    }
}
