package io.github.chatpin.example.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The accounts of the board.
 *
 * @param all one for each platform
 * @param settings how the component reaches them
 */
record Accounts(List<Account> all, Properties settings) {

    private static final String PORTAL_URL = "CHATPIN_BITRIX24_PORTAL_URL";
    private static final String AUTHORIZATION_TOKEN = "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN";
    private static final String GATEWAY = "CHATPIN_WHATSAPP_GATEWAY";
    private static final String GATEWAY_URL = "CHATPIN_WHATSAPP_GATEWAY_URL";
    private static final String INSTANCE = "CHATPIN_WHATSAPP_INSTANCE";
    private static final String TOKEN = "CHATPIN_WHATSAPP_TOKEN";
    private static final Set<String> TELL_NO_PINS = Set.of("ryzeapi", "gowa");

    /** {@return the accounts that environment variables name; none if they name none} */
    static Accounts of(Map<String, String> environment) {
        List<Account> all = new ArrayList<>();
        Properties settings = new Properties();
        if (environment.containsKey(PORTAL_URL) || environment.containsKey(AUTHORIZATION_TOKEN)) {
            set(settings, "portal-url", required(environment, PORTAL_URL));
            set(settings, "authorization-token", required(environment, AUTHORIZATION_TOKEN));
            all.add(new Account("bitrix24", "Bitrix24", true));
        }
        if (environment.containsKey(GATEWAY) || environment.containsKey(INSTANCE)) {
            String gateway = environment.getOrDefault(GATEWAY, "ryzeapi");
            set(settings, "gateway", gateway);
            set(settings, "gateway-url", environment.get(GATEWAY_URL));
            set(settings, "instance", environment.get(INSTANCE));
            set(settings, "token", environment.get(TOKEN));
            all.add(new Account("whatsapp", "WhatsApp", !TELL_NO_PINS.contains(gateway)));
        }
        return new Accounts(List.copyOf(all), settings);
    }

    private static void set(Properties settings, String option, String value) {
        if (value != null) {
            settings.setProperty("camel.component.chatpin." + option, value);
        }
    }

    private static String required(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(variable + ": is required when the other one of Bitrix24 is set");
        }
        return value;
    }

    /** Leaves the credentials out. */
    @Override
    public String toString() {
        return "Accounts" + all;
    }
}
