package io.github.chatpin.camel.fake.server;

import io.github.chatpin.camel.fake.Bitrix24Generation;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Builder;
import io.github.chatpin.camel.fake.FakeGatewayBuilder;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line. What is wrong with it is an {@link IllegalArgumentException} whose message names the option, and no
 * secret.
 *
 * @param values what has been set; empty text for options that take no value
 */
record Arguments(Map<Option, String> values) {

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration RYZEAPI_PERIOD = Duration.ofMinutes(1);
    private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9}),([0-9]{1,9})");

    Arguments {
        values = Map.copyOf(values);
    }

    /** Reads {@code --name=value} and {@code --name value}; the last of several counts. */
    static Arguments of(List<String> words) {
        Map<Option, String> values = new EnumMap<>(Option.class);
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Option option = option(name);
            values.put(option, equals < 0 ? valueOf(option, rest) : valueOf(option, word.substring(equals + 1)));
        }
        return new Arguments(values);
    }

    boolean has(Option option) {
        return values.containsKey(option);
    }

    /** The clock of all stand-ins. */
    MovableClock clock() {
        return choice(Option.CLOCK, "real", List.of("real", "still")).equals("real")
                ? MovableClock.running()
                : MovableClock.still();
    }

    int controlPort() {
        return has(Option.CONTROL_PORT) ? port(Option.CONTROL_PORT) : 0;
    }

    FakeBitrix24Builder bitrix24(Clock clock) {
        FakeBitrix24Builder builder = FakeBitrix24.builder().clock(clock);
        port(Option.BITRIX24_PORT, builder::port);
        port(Option.BITRIX24_HTTPS_PORT, builder::httpsPort);
        text(Option.WEBHOOK_TOKEN, builder::webhookToken);
        text(Option.CLIENT_ID, builder::clientId);
        text(Option.CLIENT_SECRET, builder::clientSecret);
        text(Option.ACCESS_TOKEN, builder::accessToken);
        text(Option.REFRESH_TOKEN, builder::refreshToken);
        text(Option.GENERATION, generation -> builder.generation(generation(generation)));
        number(Option.PIN_CAP, builder::pinCap);
        switch (choice(Option.PLAN, "standard", List.of("standard", "enterprise", "unlimited"))) {
            case "enterprise" -> builder.limit(250, 5);
            case "unlimited" -> builder.unlimited();
            default -> builder.limit(50, 2);
        }
        text(Option.LIMIT, limit -> setLimit(limit, builder));
        return builder;
    }

    FakeRyzeApiBuilder ryzeApi(Clock clock) {
        FakeRyzeApiBuilder builder = FakeRyzeApi.builder().clock(clock);
        port(Option.RYZEAPI_PORT, builder::port);
        port(Option.RYZEAPI_HTTPS_PORT, builder::httpsPort);
        text(Option.INSTANCE, builder::instance);
        text(Option.TOKEN, builder::token);
        text(Option.ACCOUNT_TOKEN, builder::accountToken);
        text(Option.PIN_PATH, builder::pinPath);
        builder.dropsOldestPin(has(Option.DROPS_OLDEST_PIN));
        number(Option.LATENCY_MS, millis -> builder.latency(Duration.ofMillis(millis)));
        if ("unlimited".equals(values.get(Option.RYZEAPI_LIMIT))) {
            builder.unlimited();
        } else {
            number(Option.RYZEAPI_LIMIT, requests -> builder.limit(requests, RYZEAPI_PERIOD));
        }
        return builder;
    }

    /** The other gateways that shall run, in one order whatever the command line's. */
    List<FakeGatewayBuilder> gateways(Clock clock) {
        List<Gateways> wanted = Gateways.among(values.getOrDefault(Option.GATEWAYS, ""));
        Arrays.stream(Gateways.values())
                .filter(gateway -> !wanted.contains(gateway) && has(gateway.port()))
                .forEach(idle -> {
                    throw wrong(idle.port().word() + " is for a gateway that --gateways does not name");
                });
        return wanted.stream().map(gateway -> gateway(gateway, clock)).toList();
    }

    private FakeGatewayBuilder gateway(Gateways gateway, Clock clock) {
        FakeGatewayBuilder builder = gateway.builder().clock(clock);
        port(gateway.port(), builder::port);
        return builder;
    }

    private static Bitrix24Generation generation(String name) {
        return Generations.named(name).orElseThrow(() -> wrong("use " + Generations.NAMES));
    }

    private static void setLimit(String limit, FakeBitrix24Builder builder) {
        Matcher matcher = LIMIT.matcher(limit);
        if (!matcher.matches()) {
            throw wrong("two numbers with a comma are needed, as in 50,2");
        }
        builder.limit(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private String choice(Option option, String byDefault, List<String> choices) {
        String chosen = values.getOrDefault(option, byDefault);
        if (!choices.contains(chosen)) {
            throw wrong(option.word() + " must be " + String.join(" or ", choices));
        }
        return chosen;
    }

    private void port(Option option, IntConsumer setting) {
        if (has(option)) {
            setting.accept(port(option));
        }
    }

    private int port(Option option) {
        int port = number(option);
        if (port > HIGHEST_PORT) {
            throw wrong(option.word() + " must be from 0 to " + HIGHEST_PORT);
        }
        return port;
    }

    private void number(Option option, IntConsumer setting) {
        if (has(option)) {
            int number = number(option);
            text(option, value -> setting.accept(number));
        }
    }

    private int number(Option option) {
        try {
            int number = Integer.parseInt(values.get(option));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw wrong(option.word() + " must be a whole number, 0 or more");
    }

    /** Passes a value on; what the stand-in has against it is said with the option's name. */
    private void text(Option option, Consumer<String> setting) {
        if (!has(option)) {
            return;
        }
        try {
            setting.accept(values.get(option));
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(option.word() + ": " + unfit.getMessage(), unfit);
        }
    }

    /** A word that is no option may be a secret. */
    private static Option option(String name) {
        return Option.of(name)
                .orElseThrow(
                        () -> wrong((name.startsWith("--") ? "there is no option " + name : "options begin with --")
                                + "; see --help"));
    }

    private static String valueOf(Option option, Iterator<String> rest) {
        if (!option.takesValue()) {
            return "";
        }
        if (!rest.hasNext()) {
            throw wrong(option.word() + " needs a value");
        }
        return rest.next();
    }

    private static String valueOf(Option option, String value) {
        if (!option.takesValue()) {
            throw wrong(option.word() + " takes no value");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
