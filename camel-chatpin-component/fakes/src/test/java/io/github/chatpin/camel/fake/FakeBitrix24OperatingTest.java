package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The limit of execution time. */
class FakeBitrix24OperatingTest {

    private final FakeClock clock = new FakeClock();

    @RegisterExtension
    final FakeBitrix24Extension extension =
            new FakeBitrix24Extension(FakeBitrix24.builder().clock(clock));

    @Test
    void reportsTimesUnlessToldNotTo() {
        JsonNode reported = pin("chat1").json().path("time");
        fake().operatingReported(false);
        JsonNode silent = pin("chat1").json().path("time");

        assertThat(reported.path("operating_reset_at").asLong())
                .isEqualTo(clock.instant().plusSeconds(600).getEpochSecond());
        assertThat(reported.path("operating").asInt(-1)).isZero();
        assertThat(silent.has("operating") || silent.has("operating_reset_at")).isFalse();
        assertThat(silent.path("start").asLong()).isEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void blocksAMethodWhoseTimeIsUsedUpByATest() {
        fake().exhaustOperating("im.recent.pin", 1, Duration.ofSeconds(90));

        JsonNode lastGood = pin("chat1").json();
        PlainClient.Reply blocked = pin("chat2");
        clock.advance(Duration.ofSeconds(90));

        assertThat(lastGood.at("/time/operating_reset_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.error()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(pin("chat2").status()).isEqualTo(200);
    }

    @Test
    void addsUpWhatCallsCost() {
        fake().operatingCost("im.recent.pin", 0.5);
        pin("chat1");

        JsonNode time = pin("chat2").json().path("time");

        assertThat(time.path("operating").asDouble()).isEqualTo(1.0);
        assertThat(portal().call("profile", "{}").json().at("/time/operating").asInt(-1))
                .isZero();
    }

    @Test
    void blocksAMethodThatHasUsed480SecondsInTenMinutes() {
        fake().operatingCost("im.recent.pin", 240);
        pin("chat1");
        clock.advance(Duration.ofMinutes(4));
        JsonNode last = pin("chat2").json();

        assertThat(pin("chat3").status()).isEqualTo(429);
        assertThat(portal().call("profile", "{}").status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(6));
        assertThat(last.at("/time/operating_reset_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(pin("chat3").status()).isEqualTo(200);
        assertThat(pin("chat4").status()).isEqualTo(429);
    }

    @Test
    void countsTheWebhookAndTheApplicationApart() {
        fake().operatingCost("im.recent.pin", 480);
        pin("chat1");

        PlainClient.Reply byApplication = new PlainClient()
                .postJson(
                        fake().url() + "/rest/im.recent.pin?auth=" + fake().accessToken(), "{\"DIALOG_ID\":\"chat2\"}");

        assertThat(pin("chat2").status()).isEqualTo(429);
        assertThat(byApplication.status()).isEqualTo(200);
    }

    @Test
    void blocksForAFixedTimeWhereTheBuilderSaysSo() {
        try (FakeBitrix24 newest = FakeBitrix24.builder()
                .clock(clock)
                .operatingLimit(420, Duration.ofSeconds(300))
                .start()) {
            PortalClient client = new PortalClient(newest);
            newest.operatingCost("im.recent.pin", 210);
            client.pin("chat1");
            long resetAt =
                    client.pin("chat2").json().at("/time/operating_reset_at").asLong();

            assertThat(client.pin("chat3").status()).isEqualTo(429);
            assertThat(resetAt).isEqualTo(clock.instant().plusSeconds(300).getEpochSecond());

            clock.advance(Duration.ofSeconds(300));
            assertThat(client.pin("chat3").json().at("/time/operating").asInt()).isEqualTo(210);
        }
    }

    @Test
    void countsCommandsOfABatchByTheirMethods() {
        fake().operatingCost("im.recent.pin", 300);

        JsonNode result = portal().result(
                        "batch",
                        "{\"cmd\":{\"a\":\"im.recent.pin?DIALOG_ID=1\",\"b\":\"im.recent.pin?DIALOG_ID=2\","
                                + "\"c\":\"im.recent.pin?DIALOG_ID=3\"}}");

        assertThat(result.at("/result_time/b/operating").asInt()).isEqualTo(600);
        assertThat(result.at("/result_error/c/error").asText()).isEqualTo("OPERATION_TIME_LIMIT");
    }

    private FakeBitrix24 fake() {
        return extension.fake();
    }

    private PortalClient portal() {
        return new PortalClient(fake());
    }

    private PlainClient.Reply pin(String dialogId) {
        return portal().pin(dialogId);
    }
}
