package io.github.chatpin.camel.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chatpin.camel.PinnedChat;
import io.github.chatpin.camel.spi.AnswerFacts;
import io.github.chatpin.camel.spi.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks for a page of the user's recent chats. Pinned chats come first, so one page has them all, unless it ends on one.
 * Pages overlap. Source: Bitrix24's page "im.recent.list" and the self-hosted server's code, read in November 2026.
 *
 * @param offset where the page begins
 * @param before the pinned chats of the pages before
 * @param memory keeps which chats the groups have
 */
record RecentReading(int offset, List<PinnedChat> before, long mark, AccountMemory memory) implements Reading {

    private static final int PAGE = 50;
    private static final Pattern ID = Pattern.compile("(chat)?\\d{1,18}");
    private static final Pattern GROUP = Pattern.compile("[1-9]\\d{0,17}");

    static RecentReading first(long mark, AccountMemory memory) {
        return new RecentReading(0, List.of(), mark, memory);
    }

    @Override
    public PinMethod listsPinsOf() {
        return PinMethod.RECENT;
    }

    @Override
    public String method() {
        return "im.recent.list";
    }

    @Override
    public ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode().put("LIMIT", PAGE).put("OFFSET", offset);
    }

    @Override
    public ListedChat item(JsonNode item) {
        JsonNode id = item.path("id"); // a number for a private dialog
        JsonNode pinned = item.path("pinned");
        boolean isDocumented = (id.isIntegralNumber()
                        || id.isTextual() && ID.matcher(id.textValue()).matches())
                && pinned.isBoolean();
        if (isDocumented) {
            noteGroup(item.path("chat"), id.asText());
        }
        return isDocumented ? ListedChat.of(id.asText(), item, pinned.booleanValue()) : null;
    }

    private void noteGroup(JsonNode chat, String chatId) {
        String group = chat.path("entity_id").asText();
        if (chat.path("entity_type").asText().equals("SONET_GROUP")
                && GROUP.matcher(group).matches()) {
            memory.noteChat("sg" + group, chatId);
        }
    }

    @Override
    public Optional<Outcome> outcome(ItemList page, AnswerFacts facts) {
        if (!page.isComplete() || !page.answer().path("result").isObject()) {
            return Optional.empty();
        }
        List<PinnedChat> pinned = pinned(page.items());
        if (!goesOn(page)) {
            return Optional.of(new Outcome.Listed(pinned, facts));
        }
        boolean hasNews = pinned.size() > before.size(); // a server that always gives the same page has no end
        return hasNews
                ? Optional.of(new Outcome.Continued(new RecentReading(offset + PAGE, pinned, mark, memory), facts))
                : Optional.empty();
    }

    private List<PinnedChat> pinned(List<ListedChat> items) {
        Map<String, PinnedChat> pinned = new LinkedHashMap<>();
        before.forEach(chat -> pinned.put(chat.chatId(), chat));
        items.stream()
                .filter(ListedChat::isPinned)
                .forEach(item -> pinned.putIfAbsent(item.chat().chatId(), item.chat()));
        return List.copyOf(pinned.values());
    }

    private static boolean goesOn(ItemList page) {
        List<ListedChat> items = page.items();
        boolean hasMore = page.answer().path("result").path("hasMore").asBoolean()
                || page.answer().path("next").isNumber();
        return hasMore && !items.isEmpty() && items.get(items.size() - 1).isPinned();
    }
}
