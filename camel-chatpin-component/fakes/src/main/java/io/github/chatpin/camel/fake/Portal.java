package io.github.chatpin.camel.fake;

import java.time.Clock;

/** The fake portal between two resets: its limits, dialogs and tokens. Thread-safe. */
final class Portal {

    /**
     * What a reset does not change.
     *
     * @param webhookToken user id and code of the webhook
     * @param httpsRequired whether plain HTTP is refused
     * @param limit the rate limit
     * @param pinCap how many dialogs may be pinned
     * @param repinAtCapRefused whether pinning a pinned dialog answers false at the cap
     * @param activatesByDefault what an open line's missing {@code ACTIVATE} means
     */
    record Settings(
            String webhookToken,
            boolean httpsRequired,
            LeakyBucket.Settings limit,
            int pinCap,
            boolean repinAtCapRefused,
            boolean activatesByDefault) {}

    private final Settings settings;
    private final LeakyBucket bucket;
    private final OperatingLimit operating;
    private final RecentDialogs dialogs;
    private final OpenLines openLines;
    private final CrmChats crmChats = new CrmChats();
    private final AuthorizationServer authorization;
    private final Bitrix24Methods methods;

    Portal(Settings settings, AuthorizationServer authorization, Clock clock) {
        this.settings = settings;
        this.authorization = authorization;
        bucket = new LeakyBucket(settings.limit(), clock.instant());
        operating = new OperatingLimit(clock);
        dialogs = new RecentDialogs(settings.pinCap(), settings.repinAtCapRefused());
        openLines = new OpenLines(dialogs, settings.activatesByDefault());
        methods = new Bitrix24Methods(dialogs, openLines, crmChats, operating, clock);
    }

    Settings settings() {
        return settings;
    }

    LeakyBucket bucket() {
        return bucket;
    }

    OperatingLimit operating() {
        return operating;
    }

    RecentDialogs dialogs() {
        return dialogs;
    }

    OpenLines openLines() {
        return openLines;
    }

    CrmChats crmChats() {
        return crmChats;
    }

    AuthorizationServer authorization() {
        return authorization;
    }

    Bitrix24Methods methods() {
        return methods;
    }
}
