package io.github.chatpin.example.javadsl;

import java.util.Map;
import java.util.Properties;

/**
 * The accounts that environment variables name.
 *
 * @param properties what the routes' placeholders stand for
 * @param bitrix24Chat the chat to pin and unpin in Bitrix24, {@code null} without an account there
 * @param whatsAppChat the same in WhatsApp
 */
record RealAccounts(Properties properties, String bitrix24Chat, String whatsAppChat) {

    private static final String PORTAL_URL = "CHATPIN_BITRIX24_PORTAL_URL";
    private static final String AUTHORIZATION_TOKEN = "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN";
    private static final String BITRIX24_CHAT = "CHATPIN_BITRIX24_CHAT";
    private static final String GATEWAY = "CHATPIN_WHATSAPP_GATEWAY";
    private static final String GATEWAY_URL = "CHATPIN_WHATSAPP_GATEWAY_URL";
    private static final String INSTANCE = "CHATPIN_WHATSAPP_INSTANCE";
    private static final String TOKEN = "CHATPIN_WHATSAPP_TOKEN";
    private static final String WHATSAPP_CHAT = "CHATPIN_WHATSAPP_CHAT";

    static RealAccounts of(Map<String, String> environment) {
        Properties properties = new Properties();
        String bitrix24Chat = null;
        String whatsAppChat = null;
        if (namesAny(environment, PORTAL_URL, AUTHORIZATION_TOKEN, BITRIX24_CHAT)) {
            properties.setProperty("bitrix24.portalUrl", required(environment, PORTAL_URL));
            properties.setProperty("bitrix24.authorizationToken", required(environment, AUTHORIZATION_TOKEN));
            bitrix24Chat = required(environment, BITRIX24_CHAT);
        }
        if (namesAny(environment, GATEWAY, GATEWAY_URL, INSTANCE, TOKEN, WHATSAPP_CHAT)) {
            properties.setProperty("whatsapp.gateway", environment.getOrDefault(GATEWAY, "ryzeapi"));
            if (environment.containsKey(GATEWAY_URL)) {
                properties.setProperty("whatsapp.gatewayUrl", environment.get(GATEWAY_URL));
            }
            properties.setProperty("whatsapp.instance", required(environment, INSTANCE));
            properties.setProperty("whatsapp.token", required(environment, TOKEN));
            whatsAppChat = required(environment, WHATSAPP_CHAT);
        }
        return new RealAccounts(properties, bitrix24Chat, whatsAppChat);
    }

    boolean isEmpty() {
        return bitrix24Chat == null && whatsAppChat == null;
    }

    private static boolean namesAny(Map<String, String> environment, String... variables) {
        for (String variable : variables) {
            if (environment.containsKey(variable)) {
                return true;
            }
        }
        return false;
    }

    private static String required(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    variable + ": is required when another variable names an account of the same platform");
        }
        return value;
    }

    /** Leaves the credentials out. */
    @Override
    public String toString() {
        return "RealAccounts[bitrix24Chat=" + bitrix24Chat + ", whatsAppChat=" + whatsAppChat + "]";
    }
}
