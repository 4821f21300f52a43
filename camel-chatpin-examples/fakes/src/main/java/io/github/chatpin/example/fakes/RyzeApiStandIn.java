package io.github.chatpin.example.fakes;

import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.FakeRyzeApiBuilder;
import java.util.List;

/**
 * The WhatsApp gateway RyzeAPI with one connected instance.
 *
 * @param fake the stand-in
 * @param description what it is and which limits it has
 */
record RyzeApiStandIn(FakeRyzeApi fake, String description) implements StandIn {

    static final String NAME = "ryzeapi";

    private static final List<String> OPTIONS =
            List.of(Arguments.PORT, Arguments.HTTPS_PORT, Arguments.UNLIMITED, Arguments.NO_INPUT);

    static RyzeApiStandIn start(Arguments arguments) {
        arguments.mustBeAmong(OPTIONS);
        FakeRyzeApiBuilder builder = FakeRyzeApi.builder();
        arguments.number(Arguments.PORT).ifPresent(builder::port);
        arguments.number(Arguments.HTTPS_PORT).ifPresent(builder::httpsPort);
        String limit = "100 requests a minute per token";
        if (arguments.has(Arguments.UNLIMITED)) {
            builder.unlimited();
            limit = "no rate limit";
        }
        return new RyzeApiStandIn(builder.start(), "RyzeAPI, " + limit + ", at most 3 pinned chats");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "RYZEAPI_URL=" + fake.url(),
                "RYZEAPI_HTTPS_URL=" + fake.httpsUrl(),
                "RYZEAPI_INSTANCE=" + fake.instance(),
                "RYZEAPI_TOKEN=" + fake.token(),
                "RYZEAPI_ACCOUNT_TOKEN=" + fake.accountToken());
    }

    @Override
    public int rejected() {
        return fake.rejected();
    }

    @Override
    public String state() {
        return "pinned chats: " + fake.pinnedChats().size() + ", overlapping changes refused: " + fake.conflicts();
    }
}
