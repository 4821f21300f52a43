package io.github.chatpin.camel.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.fuzz.WireAnswer;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.PinCommand;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whatever a portal answers to a reading, a list is what the answer's JSON says, and nothing else is a list. */
class Bitrix24ListFuzzTest {

    private final Bitrix24Answers answers = Bitrix24AnswersFuzzTest.answers();

    @DictionaryEntries({
        "\"result\":",
        "\"items\":",
        "\"id\":",
        "\"pinned\":",
        "\"hasMore\":",
        "\"next\":",
        "\"chat_id\":",
        "\"chat\":",
        "\"owner\":",
        "\"entity_data_1\":",
        "Y|LEAD|1|Y|N|2",
        "\"lines\":",
        "\"status\":",
        "\"ID\":",
        "\"error\":",
        "{\"result\":{\"result\":{\"c0\":true,\"c1\":{\"items\":[]}}}}",
        "\"result_error\":",
        "\"result_next\":",
        "\"c1\":",
        "true",
        "false",
        "null",
        "[]",
        "{}"
    })
    @FuzzTest(maxDuration = "10m")
    void readsAnyList(byte[] input) {
        UpstreamAnswer answer = WireAnswer.of(input);

        Outcome ofRecents = answers.ofCall(RecentReading.first(0, new AccountMemory()), answer);
        check(ofRecents, answer);
        if (ofRecents instanceof Outcome.Listed listed) {
            assertThat(ids(listed.chats()))
                    .containsExactlyElementsOf(
                            pinned(answer.json().path("result").path("items")));
        }
        check(answers.ofCall(new OpenLineReading("1", 0), answer), answer);
        checkBatch(answer);
        check(answers.ofCall(new UserReading(new AccountMemory(), 0), answer), answer);
    }

    /** The list of a batch is read as its tree would be. */
    private void checkBatch(UpstreamAnswer answer) {
        PinCommand pin = PinMethod.RECENT.command("chat1", true);
        List<Outcome> outcomes = answers.ofBatch(List.of(pin, RecentReading.first(0, new AccountMemory())), answer);
        assertThat(outcomes).hasSize(2).doesNotContainNull();
        outcomes.forEach(Bitrix24AnswersFuzzTest::check);
        if (outcomes.get(1) instanceof Outcome.Listed listed) {
            JsonNode list = answer.json().path("result").path("result").path("c1");
            assertThat(ids(listed.chats())).containsExactlyElementsOf(pinned(list.path("items")));
        }
    }

    private static List<String> ids(List<PinnedChat> chats) {
        return chats.stream().map(PinnedChat::chatId).toList();
    }

    private static Set<String> pinned(JsonNode items) {
        assertThat(items.isArray()).isTrue();
        List<JsonNode> all = new ArrayList<>();
        items.forEach(all::add);
        assertThat(all).allMatch(item -> item.path("pinned").isBoolean());
        Set<String> pinned = new LinkedHashSet<>();
        all.stream()
                .filter(item -> item.path("pinned").booleanValue())
                .forEach(item -> pinned.add(item.path("id").asText()));
        return pinned;
    }

    private static void check(Outcome outcome, UpstreamAnswer answer) {
        Bitrix24AnswersFuzzTest.check(outcome);
        if (outcome instanceof Outcome.Listed || outcome instanceof Outcome.Continued) {
            assertThat(answer.isSuccess()).isTrue();
            assertThat(Bitrix24Error.ofRequest("", answer.json()).isTold()).isFalse();
        }
    }
}
