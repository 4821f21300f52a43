package io.github.chatpin.camel;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;

/** Makes {@code chatpin:} endpoints. Its options are for all endpoints that do not set their own. */
@Component("chatpin")
public class ChatPinComponent extends HealthCheckComponent {

    private static final Set<String> CREDENTIALS =
            Set.of("webhooktoken", "accesstoken", "refreshtoken", "clientid", "clientsecret");

    @Metadata(description = "The options that endpoints start from.")
    private ChatPinConfiguration configuration = new ChatPinConfiguration();

    public ChatPinComponent() {}

    public ChatPinComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ChatPinConfiguration own = configuration.copy();
        Set<String> options =
                parameters.keySet().stream().map(ChatPinComponent::canonical).collect(Collectors.toUnmodifiableSet());
        if (options.stream().anyMatch(CREDENTIALS::contains)) {
            own.clearCredentials();
        }
        ChatPinEndpoint endpoint = new ChatPinEndpoint(uri, this, remaining, own, options);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Camel takes an option's name in any case and with dashes. */
    static String canonical(String option) {
        return option.replace("-", "").toLowerCase(Locale.ROOT);
    }

    public ChatPinConfiguration getConfiguration() {
        return configuration;
    }

    /** Sets the options, {@code null} for the defaults. */
    public void setConfiguration(ChatPinConfiguration configuration) {
        this.configuration = configuration == null ? new ChatPinConfiguration() : configuration;
    }
}
