package io.github.chatpin.example.benchmark;

import java.util.List;

/**
 * What many accounts cost one process.
 *
 * @param ofOnePortal accounts that share a portal and its limit
 * @param ofPortals accounts of a portal each
 * @param shared the same, with limits that are shared through a store in the same process
 */
record TenantsFindings(AccountCost ofOnePortal, AccountCost ofPortals, AccountCost shared) implements Section {

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public String title() {
        return "Tenants: what %s accounts cost one process".formatted(Numbers.whole(ofPortals.accounts()));
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Accounts",
                        "Idle, bytes each",
                        "Connections",
                        "Threads, at most",
                        "Pins per second",
                        "Store operations for the first pin"),
                List.of(
                        row("of one portal", ofOnePortal),
                        row("of a portal each", ofPortals),
                        row("of a portal each, shared limit", shared)));
    }

    private static List<String> row(String accounts, AccountCost cost) {
        return List.of(
                accounts,
                Numbers.whole(cost.bytes()),
                Numbers.whole(cost.connections()),
                Numbers.whole(cost.mostThreads()),
                Numbers.whole(cost.pinsPerSecond()),
                Numbers.oneDecimal(cost.storeOperations()));
    }

    @Override
    public List<Chart> charts() {
        return List.of();
    }
}
