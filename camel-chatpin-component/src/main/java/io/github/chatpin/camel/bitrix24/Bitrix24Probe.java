package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;

/**
 * Asks who the credentials' user is: any webhook and application may, without a scope, and only with valid credentials.
 * Source: Bitrix24's page "profile", read in November 2026.
 */
record Bitrix24Probe(Credentials credentials, Bitrix24Requests requests, Bitrix24Answers answers, UserReading reading)
        implements HealthProbe {

    @Override
    public UpstreamRequest request() {
        return requests.call(reading);
    }

    @Override
    public Outcome outcome(UpstreamAnswer answer) {
        Outcome outcome = answers.ofCall(reading, answer);
        if (outcome instanceof Outcome.Continued known && known.next() instanceof OpenLineReading lines) {
            credentials.worked();
            return new Outcome.Applied(null, "The credentials are those of user " + lines.userId(), known.facts());
        }
        return outcome;
    }
}
