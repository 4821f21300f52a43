package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.ChatPinConstants;
import io.github.chatpin.camel.fake.FakeBitrix24;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;

/** A portal with few places: what is pinned there is listed, synced, and pinned under caps, all at once. */
final class Shift {

    /** How many chats the portal pins. */
    static final int PLACES = 8;

    static final int CHATS = 20;

    private final FakeBitrix24 fake;
    private final List<Way> syncs;
    private final List<Way> pins;
    private final Way list;

    /**
     * @param syncs the first one tries often
     * @param pins  ways under a cap
     */
    Shift(FakeBitrix24 fake, List<Way> syncs, List<Way> pins, Way list) {
        this.fake = fake;
        this.syncs = syncs;
        this.pins = pins;
        this.list = list;
    }

    List<Way> ways() {
        List<Way> all = new ArrayList<>(syncs);
        all.addAll(pins);
        all.add(list);
        return all;
    }

    Sent sendSomething(Random random, Ledger ledger) {
        Way way = ways().get(random.nextInt(ways().size()));
        Exchange exchange = way.exchange();
        if (syncs.contains(way)) {
            exchange.getMessage().setBody(someChats(random));
        } else if (pins.contains(way) && random.nextInt(3) == 0) {
            exchange.getMessage().setBody(someChats(random));
        } else if (pins.contains(way)) {
            exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat" + random.nextInt(CHATS));
            exchange.getMessage().setHeader(ChatPinConstants.PINNED, random.nextInt(3) > 0);
        }
        return send(way, exchange, ledger);
    }

    /** Some of which are always refused. */
    private static List<String> someChats(Random random) {
        List<String> chats = new ArrayList<>(
                IntStream.range(0, CHATS).mapToObj(i -> "chat" + i).toList());
        Collections.shuffle(chats, random);
        return List.copyOf(chats.subList(0, 1 + random.nextInt(PLACES)));
    }

    private static Sent send(Way way, Exchange exchange, Ledger ledger) {
        Sent sent = new Sent(List.of(), way, false);
        ledger.add(sent);
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

    /** Syncs once more when all is calm; {@link #wrongs} compares then. */
    List<String> lastSync(Random random, Ledger ledger) {
        List<String> wanted = new ArrayList<>(someChats(random));
        wanted.removeAll(Landscape.REFUSED);
        if (wanted.isEmpty()) {
            wanted.add("chat0");
        }
        Exchange exchange = syncs.get(0).exchange();
        exchange.getMessage().setBody(wanted);
        send(syncs.get(0), exchange, ledger);
        return wanted;
    }

    /** Returns what is wrong after the last sync: exactly its chats are pinned. */
    List<String> wrongs(List<String> wanted) {
        return new HashSet<>(fake.pinnedDialogs()).equals(new HashSet<>(wanted))
                ? List.of()
                : List.of("after a sync of %s, %s are pinned".formatted(wanted, fake.pinnedDialogs()));
    }
}
