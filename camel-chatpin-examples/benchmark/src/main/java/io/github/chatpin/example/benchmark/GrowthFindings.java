package io.github.chatpin.example.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How the cost of a pin changes with numbers.
 *
 * @param waiting for each number of pins that wait, in ascending order, what they cost
 * @param accounts for each number of accounts, in ascending order, what they cost
 */
record GrowthFindings(List<WaitingCost> waiting, List<AccountCost> accounts) implements Section {

    private static final String WAITING = "waiting pins";
    private static final String ACCOUNTS = "accounts";

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String title() {
        return "Growth: heap of each, and time of a pin, by how many there are";
    }

    @Override
    public Table table() {
        return new Table(
                List.of("What grows", "Number", "Bytes each", "The exchange alone", "µs a pin", "Threads more"),
                Stream.concat(
                                waiting.stream().map(GrowthFindings::row),
                                accounts.stream().map(GrowthFindings::row))
                        .toList());
    }

    private static List<String> row(WaitingCost cost) {
        return List.of(
                WAITING,
                Numbers.whole(cost.pins()),
                Numbers.whole(cost.bytes()),
                Numbers.whole(cost.bytesInList()),
                Numbers.oneDecimal(cost.microsPerPin()),
                Numbers.whole(cost.moreThreads()));
    }

    private static List<String> row(AccountCost cost) {
        return List.of(
                ACCOUNTS,
                Numbers.whole(cost.accounts()),
                Numbers.whole(cost.bytes()),
                "–",
                Numbers.oneDecimal(cost.microsPerPin()),
                "–");
    }

    @Override
    public List<Chart> charts() {
        return List.of(
                chart("growth-time", "Time of a pin", "µs", WaitingCost::microsPerPin, AccountCost::microsPerPin),
                chart("growth-memory", "Heap of each", "bytes", WaitingCost::bytes, AccountCost::bytes));
    }

    private Chart chart(
            String name,
            String title,
            String unit,
            ToDoubleFunction<WaitingCost> ofWaiting,
            ToDoubleFunction<AccountCost> ofAccounts) {
        MarkChart chart = new MarkChart(title, "how many accounts there are, or how many pins wait", unit, true);
        accounts.forEach(cost ->
                chart.mark(ACCOUNTS, Colour.GREEN, Numbers.whole(cost.accounts()), ofAccounts.applyAsDouble(cost)));
        waiting.forEach(
                cost -> chart.mark(WAITING, Colour.BLUE, Numbers.whole(cost.pins()), ofWaiting.applyAsDouble(cost)));
        return chart.named(name);
    }
}
