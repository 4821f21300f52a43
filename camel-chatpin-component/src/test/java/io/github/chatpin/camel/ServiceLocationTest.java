package io.github.chatpin.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.EndpointServiceRegistry;
import org.junit.jupiter.api.Test;

/** Where an endpoint says that its requests go. */
class ServiceLocationTest extends RouteTestSupport {

    private static final String PORTAL =
            "chatpin:bitrix24?portalUrl=https://acme.bitrix24.com/&authorizationToken=1/abc123";

    @Test
    void aPortalsIsItsAddressAndMethod() {
        EndpointServiceLocation location = endpoint(PORTAL);

        assertThat(location.getServiceUrl()).isEqualTo("https://acme.bitrix24.com");
        assertThat(location.getServiceProtocol()).isEqualTo("rest");
        assertThat(location.getServiceMetadata())
                .containsOnly(entry("platform", "bitrix24"), entry("method", "im.recent.pin"));
    }

    @Test
    void aGatewaysIsItsHostAndName() {
        EndpointServiceLocation location = endpoint(
                "chatpin:whatsapp?gateway=wwebjs&gatewayUrl=https://Gateway.example:8443/wa/&instance=acme&token=secret1");

        assertThat(location.getServiceUrl()).isEqualTo("https://gateway.example:8443");
        assertThat(location.getServiceMetadata())
                .containsOnly(entry("platform", "whatsapp"), entry("gateway", "wwebjs"));
    }

    @Test
    void thatOfAGatewayWithAnAddressOfItsOwnIsThat() {
        assertThat(endpoint("chatpin:whatsapp?instance=acme&token=secret1").getServiceUrl())
                .isEqualTo("https://ryzeapi.cloud");
    }

    /** As a console may ask that finds it while the context starts; the address is not checked yet. */
    @Test
    void thereIsNoneBeforeTheStart() throws Exception {
        Endpoint unstarted = context.getComponent("chatpin").createEndpoint(PORTAL);

        EndpointServiceLocation location = (EndpointServiceLocation) unstarted;
        assertThat(location.getServiceUrl()).isNull();
        assertThat(location.getServiceProtocol()).isNull();
        assertThat(location.getServiceMetadata()).isNull();
    }

    @Test
    void camelListsItAmongItsServices() {
        endpoint(PORTAL);

        EndpointServiceRegistry services = context.getCamelContextExtension().getEndpointServiceRegistry();
        assertThat(services.listAllEndpointServices())
                .extracting(EndpointServiceRegistry.EndpointService::getServiceUrl)
                .containsExactly("https://acme.bitrix24.com");
    }

    private EndpointServiceLocation endpoint(String uri) {
        return context.getEndpoint(uri, ChatPinEndpoint.class);
    }
}
