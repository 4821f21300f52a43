package io.github.chatpin.example.cluster;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What became of a run, in which every chat was pinned.
 *
 * @param pins       how many chats there were
 * @param again      how many pins came a second time, because a process had died before its message was done
 * @param requests   how many requests the portal let in
 * @param rejected   how many were over the limit
 * @param time       between the first request and the last one
 * @param permitted  how many requests the limit permits in that time
 * @param operations how many operations at the store the processes that were alive at the end have needed
 */
record Account(int pins, int again, int requests, int rejected, Duration time, double permitted, long operations) {

    private static final int OK = 200;
    private static final double MILLIS = 1e3;

    /** Reads the portal's record. */
    static Account of(FakeBitrix24 portal, Load load, long operations) {
        List<RecordedRequest> all = portal.requests();
        List<RecordedRequest> letIn =
                all.stream().filter(request -> request.status() == OK).toList();
        int pins = letIn.stream()
                .mapToInt(request -> Math.max(1, request.commands().size()))
                .sum();
        Instant first = all.get(0).receivedAt();
        Duration time = Duration.between(first, all.get(all.size() - 1).receivedAt());
        return new Account(
                load.pins(),
                pins - load.pins(),
                letIn.size(),
                portal.rejected(),
                time,
                load.limit() + load.perSecond() * time.toMillis() / MILLIS,
                operations);
    }

    /** {@return which part of the requests that the limit permits were sent} */
    double use() {
        return requests / permitted;
    }

    /** {@return how many operations at the store a request has cost} */
    double operationsPerRequest() {
        return (double) operations / requests;
    }
}
