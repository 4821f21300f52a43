package io.github.chatpin.example.fakes;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Builder;
import java.util.List;

/**
 * A Bitrix24 portal and its authorization server.
 *
 * @param fake the stand-in
 * @param description what it is and which limits it has
 */
record Bitrix24StandIn(FakeBitrix24 fake, String description) implements StandIn {

    static final String NAME = "bitrix24";

    private static final List<String> OPTIONS =
            List.of(Arguments.PORT, Arguments.HTTPS_PORT, Arguments.PLAN, Arguments.PIN_CAP, Arguments.NO_INPUT);
    private static final int DEFAULT_PIN_CAP = 45;

    static Bitrix24StandIn start(Arguments arguments) {
        arguments.mustBeAmong(OPTIONS);
        FakeBitrix24Builder builder = FakeBitrix24.builder();
        arguments.number(Arguments.PORT).ifPresent(builder::port);
        arguments.number(Arguments.HTTPS_PORT).ifPresent(builder::httpsPort);
        int pinCap = arguments.number(Arguments.PIN_CAP).orElse(DEFAULT_PIN_CAP);
        builder.pinCap(pinCap);
        String limit = limit(builder, arguments.text(Arguments.PLAN).orElse("standard"));
        return new Bitrix24StandIn(builder.start(), "Bitrix24, " + limit + ", at most " + pinCap + " pinned dialogs");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "BITRIX24_URL=" + fake.url(),
                "BITRIX24_HTTPS_URL=" + fake.httpsUrl(),
                "BITRIX24_AUTHORIZATION_TOKEN=" + fake.webhookToken(),
                "BITRIX24_WEBHOOK_URL=" + fake.url() + "/rest/" + fake.webhookToken() + "/",
                "BITRIX24_HTTPS_WEBHOOK_URL=" + fake.httpsUrl() + "/rest/" + fake.webhookToken() + "/",
                "BITRIX24_CLIENT_ID=" + fake.clientId(),
                "BITRIX24_CLIENT_SECRET=" + fake.clientSecret(),
                "BITRIX24_ACCESS_TOKEN=" + fake.accessToken(),
                "BITRIX24_REFRESH_TOKEN=" + fake.refreshToken(),
                "BITRIX24_TOKEN_URL=" + fake.tokenUrl());
    }

    @Override
    public int rejected() {
        return fake.rejected();
    }

    @Override
    public String state() {
        return "pinned dialogs: " + fake.pinnedDialogs().size() + ", pinned open lines: "
                + fake.pinnedOpenLines().size() + ", renewals of tokens: " + fake.renewals();
    }

    private static String limit(FakeBitrix24Builder builder, String plan) {
        return switch (plan) {
            case "standard" -> "50 requests and 2 more a second"; // the stand-in's default
            case "enterprise" -> {
                builder.limit(250, 5);
                yield "250 requests and 5 more a second";
            }
            case "unlimited" -> {
                builder.unlimited();
                yield "no rate limit";
            }
            default -> throw new UsageException(Arguments.PLAN + " must be standard, enterprise or unlimited: " + plan);
        };
    }
}
