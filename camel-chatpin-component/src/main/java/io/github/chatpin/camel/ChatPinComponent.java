package io.github.chatpin.camel;

import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/** Makes {@code chatpin:} endpoints. Its options are for all endpoints that do not set their own. */
@Component("chatpin")
public class ChatPinComponent extends HealthCheckComponent {

    private static final PropertyConfigurerGetter OPTION_TYPES = new ChatPinEndpointConfigurer();

    @Metadata(description = "The options that endpoints start from.")
    private ChatPinConfiguration configuration = new ChatPinConfiguration();

    public ChatPinComponent() {}

    public ChatPinComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ChatPinConfiguration own = configuration.copy();
        OwnOptions options = OwnOptions.takenFrom(parameters, OPTION_TYPES);
        if (ChatPinConfiguration.CREDENTIALS.stream().anyMatch(options::has)) {
            own.clearCredentials();
        }
        if (AccountOptions.NAMES.stream().anyMatch(options::has)) {
            own.setAccounts(null); // the endpoint is for one account, whatever the component has
        }
        ChatPinEndpoint endpoint = new ChatPinEndpoint(uri, this, remaining, own, options);
        setProperties(endpoint, parameters);
        if (own.getAccounts() != null) {
            own.clearWhose();
        } else if (!Objects.equals(own.getGateway(), configuration.getGateway())) {
            own.clearGateway(options::has);
        }
        return endpoint;
    }

    public ChatPinConfiguration getConfiguration() {
        return configuration;
    }

    /** Sets the options, {@code null} for the defaults. */
    public void setConfiguration(ChatPinConfiguration configuration) {
        this.configuration = configuration == null ? new ChatPinConfiguration() : configuration;
    }
}
