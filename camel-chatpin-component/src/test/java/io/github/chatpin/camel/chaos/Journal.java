package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.FakeUpstream;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a fake received, by chat and in order of arrival. */
final class Journal {

    static final String ALL_OPEN_LINES = "all open lines";

    private static final String RECENT = "im.recent.pin";
    private static final String OPEN_LINE = "imopenlines.session.mode.pin";
    private static final int LONGEST_BATCH = 50;

    private final Map<String, List<Boolean>> states = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private boolean mayEvict;

    static Journal of(FakeUpstream fake) {
        return of(fake, false);
    }

    /** @param mayEvict whether an unpin may stand beside the pin of its chat */
    static Journal of(FakeUpstream fake, boolean mayEvict) {
        Journal journal = new Journal();
        journal.mayEvict = mayEvict;
        fake.requests().forEach(journal::add);
        return journal;
    }

    /** Returns the states that were asked for, each as often as it arrived. */
    List<Boolean> statesOf(Chat chat) {
        return states.getOrDefault(chat.key(), List.of());
    }

    /** Returns what no request should look like. */
    List<String> faults() {
        return faults;
    }

    static String recent(String dialogId) {
        return RECENT + " " + dialogId;
    }

    static String openLine(long chatId) {
        return OPEN_LINE + " " + chatId;
    }

    static String whatsApp(String instance, String number) {
        return instance + " " + number.replace("@s.whatsapp.net", "");
    }

    /** Returns the keys of the chats that a request names. */
    static Set<String> chatsIn(RecordedRequest request) {
        Journal one = new Journal();
        one.add(request);
        return one.states.keySet();
    }

    private void add(RecordedRequest request) {
        if (request.commands().isEmpty()) {
            add(request.apiMethod(), request.path(), request.parameters());
            return;
        }
        Set<String> chats = new HashSet<>();
        for (RecordedRequest.Command command : request.commands()) {
            String chat = add(command.method(), request.path(), command.parameters());
            if (chat != null && !chats.add(chat) && !mayEvict) {
                faults.add("twice in one batch: " + chat);
            }
        }
        if (request.commands().size() > LONGEST_BATCH) {
            faults.add("a batch of " + request.commands().size());
        }
    }

    private String add(String method, String path, Map<String, Object> parameters) {
        String key;
        boolean pinned;
        switch (method.toLowerCase(Locale.ROOT)) {
            case RECENT -> {
                key = recent(String.valueOf(parameters.get("DIALOG_ID")));
                pinned = "Y".equals(parameters.get("PIN"));
            }
            case OPEN_LINE -> {
                key = openLine(Long.parseLong(String.valueOf(parameters.get("CHAT_ID"))));
                pinned = "Y".equals(parameters.get("ACTIVATE"));
            }
            case OPEN_LINE + "all" -> {
                key = ALL_OPEN_LINES;
                pinned = true;
            }
            case "imopenlines.session.mode.unpinall" -> {
                key = ALL_OPEN_LINES;
                pinned = false;
            }
            case "pinchat" -> {
                key = whatsApp(path.substring(path.lastIndexOf('/') + 1), String.valueOf(parameters.get("number")));
                pinned = Boolean.parseBoolean(String.valueOf(parameters.get("pin")));
            }
            default -> {
                return null; // a renewal
            }
        }
        states.computeIfAbsent(key, chat -> new ArrayList<>()).add(pinned);
        return key;
    }
}
