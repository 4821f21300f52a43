package io.github.chatpin.camel.fake;

import java.time.Instant;
import java.util.Optional;

/** How one gateway understands requests and answers them. Thread-safe. */
interface GatewayServer {

    /** What it serves; of several that fit a path, the first. */
    Iterable<GatewayRoute> routes();

    /** The answer to what no route serves. */
    Answer notFound(IncomingRequest incoming);

    /** How a request says who sent it. */
    Credentials credentials(IncomingRequest incoming);

    /** Counts a request in the rate limits; an answer if one refuses it. */
    default Optional<Answer> refusal(GatewayRoute route, Instant now) {
        return Optional.empty();
    }
}
