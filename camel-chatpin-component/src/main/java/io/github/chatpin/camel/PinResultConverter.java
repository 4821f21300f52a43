package io.github.chatpin.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Converter;

/** Converts results for steps that take a map or JSON. */
@Converter(generateLoader = true)
public final class PinResultConverter {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private PinResultConverter() {}

    /** Returns the result's components by name, those that the platform does not have as {@code null}. */
    @Converter
    public static Map<String, Object> toMap(PinResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("platform", result.platform());
        map.put("chatId", result.chatId());
        map.put("pinned", result.pinned());
        map.put("chatJid", result.chatJid());
        map.put("message", result.message());
        return map;
    }

    /** Returns the chat's components by name, the title as {@code null} where there is none. */
    @Converter
    public static Map<String, Object> toMap(PinnedChat chat) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("platform", chat.platform());
        map.put("chatId", chat.chatId());
        map.put("title", chat.title());
        map.put("remembered", chat.remembered());
        return map;
    }

    /** Returns the chat as a JSON object. */
    @Converter
    public static String toJson(PinnedChat chat) throws JsonProcessingException {
        return JSON.writeValueAsString(toMap(chat));
    }

    /** Returns the change's components by name, the title as {@code null} where there is none. */
    @Converter
    public static Map<String, Object> toMap(PinChange change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("platform", change.platform());
        map.put("chatId", change.chatId());
        map.put("pinned", change.pinned());
        map.put("title", change.title());
        return map;
    }

    /** Returns the change as a JSON object. */
    @Converter
    public static String toJson(PinChange change) throws JsonProcessingException {
        return JSON.writeValueAsString(toMap(change));
    }

    /** Returns the lists by name. */
    @Converter
    public static Map<String, Object> toMap(PinSyncResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pinned", result.pinned());
        map.put("unpinned", result.unpinned());
        map.put("kept", result.kept());
        map.put("left", result.left());
        return map;
    }

    /** Returns the lists as a JSON object. */
    @Converter
    public static String toJson(PinSyncResult result) throws JsonProcessingException {
        return JSON.writeValueAsString(toMap(result));
    }

    /** Returns the result as a JSON object. */
    @Converter
    public static String toJson(PinResult result) throws JsonProcessingException {
        return JSON.writeValueAsString(toMap(result));
    }
}
