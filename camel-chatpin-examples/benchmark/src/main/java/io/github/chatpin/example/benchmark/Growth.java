package io.github.chatpin.example.benchmark;

import java.util.ArrayList;
import java.util.List;

/** How the cost of a pin changes with the number of those that wait, and with the number of accounts. */
final class Growth {

    private final Sizes sizes;
    private final WaitingPins waitingPins;
    private final Tenants tenants;

    Growth(Sizes sizes, WaitingPins waitingPins, Tenants tenants) {
        this.sizes = sizes;
        this.waitingPins = waitingPins;
        this.tenants = tenants;
    }

    GrowthFindings measure() throws Exception {
        List<WaitingCost> waiting = new ArrayList<>();
        waitingPins.measure(sizes.waitingPins().get(sizes.waitingPins().size() - 1)); // so that the code is compiled
        for (int pins : sizes.waitingPins()) {
            waiting.add(waitingPins.measure(pins));
        }
        List<AccountCost> accounts = new ArrayList<>();
        for (int count : sizes.accounts()) {
            accounts.add(tenants.ofPortals(count));
        }
        return new GrowthFindings(waiting, accounts);
    }
}
