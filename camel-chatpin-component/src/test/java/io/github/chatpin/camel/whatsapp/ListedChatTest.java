package io.github.chatpin.camel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedChatTest {

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "7"})
    void hasNoTitleWhereTheNameSaysNothing(String name) throws Exception {
        assertThat(chat(new Wwebjs(), "\"name\":" + name + ",\"pinned\":true").title())
                .isNull();
    }

    @Test
    void isCalledByTheContactWhereWppConnectHasNoNameOfTheChat() throws Exception {
        assertThat(chat(new WppConnect(), "\"name\":\"\",\"contact\":{\"formattedName\":\"Ana\"},\"pin\":0")
                        .title())
                .isEqualTo("Ana");
    }

    private static ListedChat chat(ChatList list, String fields) throws JsonProcessingException {
        return list.item(JsonMapper.builder()
                .build()
                .readTree("{\"id\":{\"_serialized\":\"5511999999999@c.us\"}," + fields + "}"));
    }
}
