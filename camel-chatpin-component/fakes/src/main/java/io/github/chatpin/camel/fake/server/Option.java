package io.github.chatpin.camel.fake.server;

import java.util.Arrays;
import java.util.Optional;

/** What can be set on the command line. */
enum Option {
    BITRIX24_PORT("--bitrix24-port", "n", "Bitrix24's port for HTTP", "a free one"),
    BITRIX24_HTTPS_PORT("--bitrix24-https-port", "n", "Bitrix24's port for HTTPS", "a free one"),
    RYZEAPI_PORT("--ryzeapi-port", "n", "RyzeAPI's port for HTTP", "a free one"),
    RYZEAPI_HTTPS_PORT("--ryzeapi-https-port", "n", "RyzeAPI's port for HTTPS", "a free one"),
    GATEWAYS("--gateways", "names|all", "other WhatsApp gateways to start: " + Gateways.NAMES, "none"),
    GOWA_PORT("--gowa-port", "n", "gowa's port for HTTP", "a free one"),
    OPENWA_PORT("--openwa-port", "n", "OpenWA's port for HTTP", "a free one"),
    WWEBJS_PORT("--wwebjs-port", "n", "wwebjs-api's port for HTTP", "a free one"),
    WPPCONNECT_PORT("--wppconnect-port", "n", "WPPConnect-server's port for HTTP", "a free one"),
    CONTROL_PORT("--control-port", "n", "the control server's port", "a free one"),
    WEBHOOK_TOKEN("--webhook-token", "user/code", "the inbound webhook's user id and code", "1 and a new code"),
    CLIENT_ID("--client-id", "text", "the OAuth application's id", "an example's"),
    CLIENT_SECRET("--client-secret", "text", "the OAuth application's secret", "a new one"),
    ACCESS_TOKEN("--access-token", "text", "the first access token", "a new one"),
    REFRESH_TOKEN("--refresh-token", "text", "the first refresh token", "a new one"),
    INSTANCE("--instance", "text", "the first WhatsApp instance's name", "acme"),
    TOKEN("--token", "text", "the first WhatsApp instance's token", "a new one"),
    ACCOUNT_TOKEN("--account-token", "text", "the token for all WhatsApp instances", "a new one"),
    PLAN("--plan", "standard|enterprise|unlimited", "Bitrix24's rate limit: 50,2 or 250,5 or none", "standard"),
    LIMIT("--limit", "n,n", "Bitrix24's rate limit: what its counter may reach, and its fall per second", "the plan's"),
    PIN_CAP("--pin-cap", "n", "how many dialogs Bitrix24 pins", "the generation's"),
    GENERATION(
            "--generation",
            "twenty-five-pins|before-26-150|from-26-150",
            "Bitrix24's version: how it pins",
            "from-26-150"),
    RYZEAPI_LIMIT("--ryzeapi-limit", "n|unlimited", "RyzeAPI's rate limit: requests per token and minute", "100"),
    PIN_PATH("--pin-path", "path", "RyzeAPI's path before the instance's name", "pinChat and pin"),
    DROPS_OLDEST_PIN("--drops-oldest-pin", "", "a fourth pin in WhatsApp takes the oldest one's place", "an error"),
    LATENCY_MS("--latency-ms", "n", "how many milliseconds a change in WhatsApp takes", "0"),
    CLOCK("--clock", "real|still", "whether time goes on by itself, or only when POST /clock moves it", "real"),
    UNTIL_INPUT_ENDS("--until-input-ends", "", "ends when standard input ends", "only a signal ends it"),
    HELP("--help", "", "prints this", "off");

    private static final int COLUMN = 38;

    private final String word;
    private final String value;
    private final String meaning;
    private final String byDefault;

    Option(String word, String value, String meaning, String byDefault) {
        this.word = word;
        this.value = value;
        this.meaning = meaning;
        this.byDefault = byDefault;
    }

    static Optional<Option> of(String word) {
        return Arrays.stream(values())
                .filter(option -> option.word.equals(word))
                .findFirst();
    }

    /** How it is written on the command line. */
    String word() {
        return word;
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** One line for the help. */
    String help() {
        String usage = takesValue() ? word + "=" + value : word;
        return usage + " ".repeat(Math.max(1, COLUMN - usage.length())) + meaning + " (default: " + byDefault + ")";
    }
}
