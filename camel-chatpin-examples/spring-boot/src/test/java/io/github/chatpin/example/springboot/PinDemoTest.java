package io.github.chatpin.example.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinDemoTest {

    private final PrintStream console = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
    }

    @Test
    void printsWhatComesBackAndEnds() {
        PinApplication.main(new String[0]);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains(
                        "POST /pins {\"platform\":\"bitrix24\",\"chatId\":\"chat17\",\"pinned\":true}",
                        "200 {\"platform\":\"bitrix24\",\"chatId\":\"chat17\",\"pinned\":true}",
                        "POST /pins for 100 chats at once",
                        "POST /pins {\"platform\":\"bitrix24\",\"chatId\":\"chat403\",\"pinned\":true}",
                        "GET /actuator/health")
                .anyMatch(line -> line.startsWith("400 ") && line.contains("must be bitrix24 or whatsapp"))
                .anyMatch(line -> line.startsWith("422 ") && line.contains("ACCESS_ERROR"))
                .anyMatch(line -> line.startsWith("200 ") && line.contains("\"camelHealth\":{\"status\":\"UP\"}"));
    }
}
