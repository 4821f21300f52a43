package io.github.chatpin.camel.fake;

import java.time.Clock;
import java.util.Map;

/** The fake portal between two resets: its limits, dialogs and tokens. Thread-safe. */
final class Portal {

    /**
     * What it starts with after each reset.
     *
     * @param webhookToken user id and code of the webhook
     * @param httpsRequired whether plain HTTP is refused
     * @param limit the rate limit
     * @param operating the limit of execution time
     * @param pinRules what decides about a pin
     * @param openLines what differs between servers' open lines
     */
    record Settings(
            String webhookToken,
            boolean httpsRequired,
            LeakyBucket.Settings limit,
            OperatingLimit.Settings operating,
            PinRules pinRules,
            OpenLineMethods.Settings openLines) {}

    private final Settings settings;
    private final LeakyBucket bucket;
    private final OperatingLimit operating;
    private final RecentDialogs dialogs;
    private final OpenLines openLines;
    private final SonetGroups groups = new SonetGroups();
    private final CrmChats crmChats = new CrmChats();
    private final AuthorizationServer authorization;
    private final Bitrix24Methods methods;

    Portal(Settings settings, AuthorizationServer authorization, Clock clock) {
        this.settings = settings;
        this.authorization = authorization;
        bucket = new LeakyBucket(settings.limit(), clock.instant());
        operating = new OperatingLimit(settings.operating(), clock);
        dialogs = new RecentDialogs(settings.pinRules(), clock);
        openLines = new OpenLines(dialogs, clock);
        methods = methods(clock);
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

    SonetGroups groups() {
        return groups;
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

    private Bitrix24Methods methods(Clock clock) {
        PortalTime time = new PortalTime(clock);
        ChatCards cards = new ChatCards(openLines, groups, time);
        RecentLists lists = new RecentLists(new RecentItems(dialogs, openLines, cards), time);
        OpenLineMethods lines = new OpenLineMethods(openLines, dialogs, cards, settings.openLines());
        PortalMethods portal = new PortalMethods(time);
        return new Bitrix24Methods(
                Map.ofEntries(
                        Map.entry("im.recent.pin", new RecentPins(dialogs, openLines)::pin),
                        Map.entry("im.recent.list", lists::list),
                        Map.entry("im.recent.get", lists::get),
                        Map.entry("im.dialog.get", new ChatDirectory(dialogs, groups, cards)::get),
                        Map.entry("im.chat.get", crmChats::get),
                        Map.entry("imopenlines.session.mode.pin", lines::pin),
                        Map.entry("imopenlines.session.mode.unpin", lines::unpin),
                        Map.entry("imopenlines.session.mode.pinall", lines::pinAll),
                        Map.entry("imopenlines.session.mode.unpinall", lines::unpinAll),
                        Map.entry("imopenlines.dialog.get", lines::dialog),
                        Map.entry("server.time", portal::serverTime),
                        Map.entry("scope", portal::scope),
                        Map.entry("app.info", portal::appInfo),
                        Map.entry("profile", portal::profile),
                        Map.entry("user.current", portal::currentUser)),
                operating,
                clock);
    }
}
