package io.github.chatpin.example.javadsl;

import io.github.chatpin.camel.ChatPinConstants;
import org.apache.camel.builder.RouteBuilder;

/** One chat of a Bitrix24 portal, named by the body. */
final class Bitrix24Routes extends RouteBuilder {

    // RAW(…) takes a secret as it is, whatever characters it has.
    private static final String PORTAL = "chatpin:bitrix24?portalUrl={{bitrix24.portalUrl}}"
            + "&authorizationToken=RAW({{bitrix24.authorizationToken}})";

    private final PinReport report;

    Bitrix24Routes(PinReport report) {
        this.report = report;
    }

    @Override
    public void configure() {
        from("direct:bitrix24-pin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant(true))
                .to(PORTAL)
                .process(report::done);

        from("direct:bitrix24-unpin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant(false))
                .to(PORTAL)
                .process(report::done);

        from("direct:open-line-pin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant("Y"))
                .to(PORTAL + "&method=imopenlines.session.mode.pin")
                .process(report::done);

        from("direct:open-line-unpin")
                .setHeader(ChatPinConstants.CHAT_ID, body())
                .setHeader(ChatPinConstants.PINNED, constant("N"))
                .to(PORTAL + "&method=imopenlines.session.mode.pin")
                .process(report::done);

        from("direct:open-lines-pin-all").to(PORTAL + "&operation=pinAll").process(report::allPinned);

        from("direct:open-lines-unpin-all").to(PORTAL + "&operation=unpinAll").process(report::allUnpinned);
    }
}
