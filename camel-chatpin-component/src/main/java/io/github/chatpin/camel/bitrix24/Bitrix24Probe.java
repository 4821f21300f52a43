package io.github.chatpin.camel.bitrix24;

import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;

/**
 * Asks who the credentials' user is: any webhook and application may, without a scope, and only with valid credentials.
 * Source: Bitrix24's page "profile", read in November 2026.
 */
record Bitrix24Probe(Credentials credentials, Bitrix24Requests requests, Bitrix24Answers answers)
        implements HealthProbe {

    @Override
    public UpstreamRequest request() {
        return requests.profile();
    }

    @Override
    public Outcome outcome(UpstreamAnswer answer) {
        Outcome outcome = answers.ofProfile(answer);
        if (outcome instanceof Outcome.Applied) {
            credentials.worked();
        }
        return outcome;
    }
}
