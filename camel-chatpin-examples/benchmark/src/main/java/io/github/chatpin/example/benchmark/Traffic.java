package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What arrived at a portal.
 *
 * @param pinsByRequest how many pins each request held, in order of arrival
 * @param rejected how many requests its limit refused
 */
record Traffic(List<Integer> pinsByRequest, int rejected) {

    /** Returns what has arrived; fails if it was something that a correct client does not send. */
    static Traffic at(FakeBitrix24 portal) {
        if (!portal.violations().isEmpty()) {
            throw new IllegalStateException("The portal complains: " + portal.violations());
        }
        return new Traffic(portal.requests().stream().map(Traffic::pins).toList(), portal.rejected());
    }

    private static int pins(RecordedRequest request) {
        return request.apiMethod().equals("batch") ? request.commands().size() : 1;
    }

    int requests() {
        return pinsByRequest.size();
    }

    int pins() {
        return pinsByRequest.stream().mapToInt(Integer::intValue).sum();
    }

    double medianPins() {
        return new ListStatistics(
                        pinsByRequest.stream().mapToLong(Integer::longValue).toArray())
                .getPercentile(50);
    }
}
