package io.github.chatpin.example.bus;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.fake.RecordedRequest;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The fakes that the demonstration runs against, on free ports of this machine. */
final class EmbeddedUpstreams implements AutoCloseable {

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    /** A number at which the gateway fails some times, and then no more. */
    static final String SHAKY_NUMBER = "5511988880002";

    /** A number at which the gateway always fails. */
    static final String BROKEN_NUMBER = "5511988880003";

    private static final int SHAKY_FAILURES = 3;

    private final FakeBitrix24 portal = FakeBitrix24.start();
    private final FakeRyzeApi gateway = FakeRyzeApi.start();
    private final AtomicInteger failed = new AtomicInteger();

    EmbeddedUpstreams() {
        portal.denyAccess(FOREIGN_CHAT);
        gateway.faultWhen(request -> isAbout(request, BROKEN_NUMBER), Fault.html(503));
        gateway.faultWhen(
                request -> isAbout(request, SHAKY_NUMBER) && failed.getAndIncrement() < SHAKY_FAILURES,
                Fault.html(503));
    }

    private static boolean isAbout(RecordedRequest request, String number) {
        return request.parameters().containsValue(number);
    }

    /** {@return what the routes' placeholders stand for} */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("bus.consumers", "50");
        properties.setProperty("bitrix24.portalUrl", portal.url());
        properties.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        properties.setProperty("whatsapp.gatewayUrl", gateway.url());
        properties.setProperty("whatsapp.instance", gateway.instance());
        properties.setProperty("whatsapp.token", gateway.token());
        return properties;
    }

    /** {@return the pinned chats of both, in no order} */
    List<String> pinned() {
        return Stream.concat(portal.pinnedDialogs().stream(), gateway.pinnedChats().stream())
                .toList();
    }

    /** {@return what was over a limit, and what a correct client does not send} */
    List<String> complaints() {
        Stream<String> rejections = Stream.of(portal.rejected(), gateway.rejected())
                .filter(rejected -> rejected > 0)
                .map(rejected -> rejected + " requests over the limit");
        return Stream.concat(rejections, Stream.of(portal, gateway).flatMap(upstream -> upstream.violations().stream()))
                .toList();
    }

    @Override
    public void close() {
        portal.close();
        gateway.close();
    }
}
