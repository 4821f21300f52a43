package io.github.chatpin.example.bus;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What a service is started with.
 *
 * @param directory   where the broker keeps its messages
 * @param port        where the broker listens; 0 for any free port
 * @param redelivery  what becomes of messages whose transaction is rolled back
 * @param properties  what the routes' placeholders stand for
 */
record ServiceSettings(Path directory, int port, Redelivery redelivery, Properties properties) {

    private static final Map<String, String> PROPERTIES = Map.of(
            "BUS_CONSUMERS", "bus.consumers",
            "CHATPIN_BITRIX24_PORTAL_URL", "bitrix24.portalUrl",
            "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", "bitrix24.authorizationToken",
            "CHATPIN_BITRIX24_PLAN", "bitrix24.plan",
            "CHATPIN_WHATSAPP_GATEWAY", "whatsapp.gateway",
            "CHATPIN_WHATSAPP_GATEWAY_URL", "whatsapp.gatewayUrl",
            "CHATPIN_WHATSAPP_INSTANCE", "whatsapp.instance",
            "CHATPIN_WHATSAPP_TOKEN", "whatsapp.token");

    /** {@return what the environment says} */
    static ServiceSettings of(Map<String, String> environment) {
        Properties properties = new Properties();
        properties.setProperty("bus.consumers", "50");
        PROPERTIES.forEach((variable, property) -> {
            if (environment.containsKey(variable)) {
                properties.setProperty(property, environment.get(variable));
            }
        });
        Redelivery patient = Redelivery.PATIENT;
        return new ServiceSettings(
                Path.of(environment.getOrDefault("BUS_DIRECTORY", "bus-data")),
                number(environment, "BUS_PORT", 0),
                new Redelivery(
                        number(environment, "BUS_REDELIVERY_MILLIS", patient.delayMillis()),
                        patient.maxDelayMillis(),
                        number(environment, "BUS_MAX_DELIVERIES", patient.maxDeliveries())),
                properties);
    }

    private static int number(Map<String, String> environment, String variable, int otherwise) {
        String value = environment.get(variable);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(variable + " must be a whole number: " + value, notANumber);
        }
    }
}
