package io.github.chatpin.camel.chaos;

import io.github.chatpin.camel.fake.FakeUpstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The chats of one method of one account in one context, and the ways to them: those at one place are equal. */
final class Account {

    private final String name;
    private final FakeUpstream fake;
    private final List<Chat> chats;
    private final List<Way> ways;
    private final boolean takesBulks;
    private final int mostPinned;

    /**
     * @param ways       the first one waits for its turn and tries often
     * @param takesBulks whether the ways take several chats at once
     * @param mostPinned how many chats can be pinned at once
     */
    Account(String name, FakeUpstream fake, List<Chat> chats, List<Way> ways, boolean takesBulks, int mostPinned) {
        this.name = name;
        this.fake = fake;
        this.chats = List.copyOf(chats);
        this.ways = List.copyOf(ways);
        this.takesBulks = takesBulks;
        this.mostPinned = mostPinned;
    }

    String name() {
        return name;
    }

    FakeUpstream fake() {
        return fake;
    }

    List<Chat> chats() {
        return chats;
    }

    List<Way> ways() {
        return ways;
    }

    int mostPinned() {
        return mostPinned;
    }

    /** Sends a random exchange; returns {@code null} if somebody else sends for the same chat and it may not wait. */
    Sent sendSomething(Random random, Ledger ledger, boolean mayWait) {
        boolean bulk = takesBulks && random.nextInt(4) == 0;
        List<Chat> chosen = new ArrayList<>();
        for (int i = bulk ? 1 + random.nextInt(12) : 1; i > 0; i--) {
            chosen.add(chats.get(random.nextInt(chats.size())));
        }
        Way way = ways.get(random.nextInt(ways.size()));
        List<Boolean> states =
                chosen.stream().map(chat -> way.someState(random)).toList();
        return new Parcel(way, chosen, states, bulk, random).send(ledger, mayWait);
    }

    /** Sends one chat's last command, in the most patient way that there is. */
    void settle(Chat chat, boolean pinned, Random random, Ledger ledger) {
        Way way = ways.stream().filter(each -> each.sets(pinned)).findFirst().orElseThrow();
        new Parcel(way, List.of(chat), List.of(pinned), false, random).send(ledger, true);
    }
}
