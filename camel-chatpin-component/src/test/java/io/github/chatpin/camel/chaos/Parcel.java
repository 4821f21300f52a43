package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.PinRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.camel.Exchange;

/** An exchange to be sent: a chat, or many in a bulk, and the states to set. */
record Parcel(Way way, List<Chat> chats, List<Boolean> states, boolean bulk, Random random) {

    /**
     * Sends it while no other thread sends for the same chats.
     *
     * @param mayWait if false, and somebody does, nothing is sent and {@code null} returned
     */
    Sent send(Ledger ledger, boolean mayWait) {
        List<Chat> locked = new ArrayList<>();
        try {
            for (Chat chat : new TreeSet<>(chats)) { // in one order, so that no two wait for each other
                if (mayWait) {
                    chat.order.lock();
                } else if (!chat.order.tryLock()) {
                    return null;
                }
                locked.add(chat);
            }
            return sendNow(ledger);
        } finally {
            locked.forEach(chat -> chat.order.unlock());
        }
    }

    private Sent sendNow(Ledger ledger) {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < chats.size(); i++) {
            commands.add(chats.get(i).add(states.get(i)));
        }
        Sent sent = new Sent(commands, way, bulk);
        ledger.add(sent);
        Exchange exchange = way.exchange();
        fill(exchange);
        try {
            sent.handedOver(way.send(exchange, doneSync -> {
                sent.ended(exchange, doneSync);
                ledger.ended(sent, doneSync);
            }));
        } catch (RuntimeException e) {
            sent.threw(e);
        }
        return sent;
    }

    private void fill(Exchange exchange) {
        if (bulk) {
            exchange.getMessage().setBody(items());
        } else if (!chats.get(0).key().equals(Journal.ALL_OPEN_LINES)) {
            exchange.getMessage()
                    .setHeader(ChatPinConstants.CHAT_ID, chats.get(0).spelling(random));
            exchange.getMessage().setHeader(ChatPinConstants.PINNED, states.get(0) ? "yes" : "N");
        }
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < chats.size(); i++) {
            String id = chats.get(i).spelling(random);
            items.add(
                    random.nextBoolean()
                            ? new PinRequest(id, states.get(i))
                            : Map.of("chatId", id, "pinned", states.get(i)));
        }
        return items;
    }
}
