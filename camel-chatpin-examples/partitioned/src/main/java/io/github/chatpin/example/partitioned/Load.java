package io.github.chatpin.example.partitioned;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * What comes to the topic, and what the portals permit. In each round every chat of every portal changes its state: it
 * is pinned in the first round, unpinned in the second, and so on.
 *
 * @param portals     how many portals there are; the topic has as many partitions
 * @param chats       how many chats each of them has
 * @param pollRecords how many records a poll brings at most
 * @param limit       how many requests a portal permits at once
 * @param perSecond   and how many more each second
 */
record Load(int portals, int chats, int pollRecords, int limit, int perSecond) {

    private static final int MILLIS = 1000;

    /** {@return in which time a full bucket drains} */
    int periodMillis() {
        return limit * MILLIS / perSecond;
    }

    /** {@return the portals' names, each of which chooses a partition of its own} */
    List<String> names() {
        return IntStream.range(0, portals).mapToObj(this::name).toList();
    }

    private String name(int partition) {
        return Stream.iterate('a', letter -> (char) (letter + 1))
                .map(letter -> "portal-" + partition + letter)
                .filter(name -> partition(name) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** As Kafka's producers do it. */
    private int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % portals;
    }

    /** {@return the orders of a round, the portals' mixed} */
    Stream<PinOrder> round(int round) {
        List<String> names = names();
        return IntStream.rangeClosed(1, chats).boxed().flatMap(chat -> names.stream()
                .map(name -> new PinOrder(name, "chat" + chat, isPinned(round))));
    }

    /** {@return whether a round leaves the chats pinned} */
    static boolean isPinned(int round) {
        return round % 2 == 1;
    }
}
