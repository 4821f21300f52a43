package io.github.chatpin.camel.fake;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request to a fake gateway.
 *
 * @param recorded the request for the journal
 * @param limit counts it, and answers where a limit refuses it
 * @param work does what it asks for
 */
record GatewayCall(RecordedRequest recorded, Supplier<Optional<Answer>> limit, Supplier<Answer> work)
        implements UpstreamCall {

    @Override
    public Optional<Answer> refusal() {
        return limit.get();
    }

    @Override
    public Answer answer() {
        return work.get();
    }
}
