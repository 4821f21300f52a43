package io.github.chatpin.camel.whatsapp;

import io.github.chatpin.camel.spi.HealthProbe;
import io.github.chatpin.camel.spi.Outcome;
import io.github.chatpin.camel.spi.UpstreamAnswer;
import io.github.chatpin.camel.spi.UpstreamRequest;
import java.net.URI;
import java.util.Map;

/** Asks whether an instance is connected to WhatsApp. */
record WhatsAppProbe(URI address, Map<String, String> headers, String instance, WhatsAppAnswers answers)
        implements HealthProbe {

    /** The path of the list, which with an empty name would be that of all the token's instances. */
    static final String PATH = "/api/instance/list?instanceName=";

    @Override
    public UpstreamRequest request() {
        return new UpstreamRequest(address, headers, null);
    }

    @Override
    public Outcome outcome(UpstreamAnswer answer) {
        return answers.ofInstances(instance, answer);
    }

    /** Names address and instance only: the headers have the token. */
    @Override
    public String toString() {
        return address.toString();
    }
}
