package io.github.chatpin.camel.fake;

import java.util.Optional;

/** One request as an upstream understands it, before anything is done about it. */
interface UpstreamCall {

    /** The request for the journal, without an answer. */
    RecordedRequest recorded();

    /** Counts the request in the rate limit, once; an answer if the limit refuses it. */
    Optional<Answer> refusal();

    /**
     * Does what is asked for.
     *
     * @throws DismissedException if the fake is reset or closed meanwhile
     */
    Answer answer();

    /** Takes a scripted answer for the upstream's own: adds what it puts on every answer, and takes note of it. */
    default Answer dressed(Answer scripted) {
        return scripted;
    }
}
