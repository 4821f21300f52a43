package io.github.chatpin.camel.runtime;

import io.github.chatpin.camel.spi.Upstream;
import java.util.Map;
import org.apache.camel.spi.EndpointServiceLocation;

/** Where an endpoint's requests go, as Camel's consoles and traces show it. */
record Location(String platform, Upstream upstream) implements EndpointServiceLocation {

    private static final String PROTOCOL = "rest"; // as Camel's components of other messengers say

    @Override
    public String getServiceUrl() {
        return upstream.account().address().toString();
    }

    @Override
    public String getServiceProtocol() {
        return PROTOCOL;
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        String gateway = upstream.account().gateway();
        return gateway == null
                ? Map.of("platform", platform, "method", upstream.method())
                : Map.of("platform", platform, "gateway", gateway);
    }
}
