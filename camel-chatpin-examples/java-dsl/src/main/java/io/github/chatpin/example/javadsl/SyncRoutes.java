package io.github.chatpin.example.javadsl;

import org.apache.camel.builder.RouteBuilder;

/** Which chats are pinned, and exactly those of a list. */
final class SyncRoutes extends RouteBuilder {

    private static final String PORTAL = "chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
            + "&authorizationToken=RAW({{bitrix24.authorizationToken}})";

    private final PinReport report;

    SyncRoutes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        from("direct:bitrix24-list").to(PORTAL + "&operation=list").process(report::listed);

        // The body is the list of chats that shall be pinned. A dry run changes nothing.
        from("direct:bitrix24-dry-run")
                .to(PORTAL + "&operation=sync&dryRun=true")
                .process(report::planned);

        from("direct:bitrix24-sync").to(PORTAL + "&operation=sync").process(report::synced);
    }
}
