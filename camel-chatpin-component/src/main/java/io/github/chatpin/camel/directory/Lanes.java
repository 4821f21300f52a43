package io.github.chatpin.camel.directory;

import io.github.chatpin.camel.ChatPinEndpoint;
import io.github.chatpin.camel.dispatch.AccountControl;
import io.github.chatpin.camel.dispatch.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The endpoints' ways to an account, of which there are few. Guarded by the account. */
final class Lanes {

    private final List<Lane> lanes = new ArrayList<>(1);

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    /** Returns an endpoint's lane, {@code null} if it has none. */
    Lane find(ChatPinEndpoint endpoint) {
        for (Lane lane : lanes) {
            if (lane.endpoint == endpoint) {
                return lane;
            }
        }
        return null;
    }

    void add(ChatPinEndpoint endpoint, Connection connection) {
        lanes.add(new Lane(endpoint, connection));
    }

    /** Closes some, and returns those of them that have no stay: they are to be disconnected, the others after the last. */
    List<Lane> close(Predicate<Lane> which) {
        List<Lane> closed = lanes.stream().filter(which).toList();
        lanes.removeAll(closed);
        closed.forEach(lane -> lane.isClosed = true);
        return closed.stream().filter(lane -> lane.stays == 0).toList();
    }

    /** Returns how long the account is kept without a stay: the longest of the endpoints' times. */
    Duration idleTime() {
        return Duration.ofMillis(lanes.stream()
                .mapToLong(lane -> lane.endpoint.getConfiguration().getAccountIdle())
                .max()
                .orElse(0));
    }

    /** Returns what an operator can see of the account, which all lanes lead to. */
    Optional<AccountControl> control() {
        return lanes.stream().findFirst().map(lane -> lane.connection.control());
    }
}
