package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;

/** Asks whether an instance is connected to WhatsApp. */
record WhatsAppProbe(GatewayInstance instance, WhatsAppAnswers answers) implements HealthProbe {

    @Override
    public UpstreamRequest request() {
        return instance.request(instance.gateway().status(instance.access()));
    }

    @Override
    public Outcome outcome(UpstreamAnswer answer) {
        return answers.ofStatus(answer, instance.gateway().ofStatus(instance.access(), answer));
    }
}
