package io.github.chatpin.example.springxml;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import io.github.chatpin.camel.fake.Fault;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The fakes that the example runs against, on free ports of this machine. */
final class EmbeddedUpstreams implements AutoCloseable {

    /** A chat that the portal's operator has no access to. */
    static final String FOREIGN_CHAT = "chat403";

    private final FakeBitrix24 portal = FakeBitrix24.start();
    private final FakeRyzeApi gateway = FakeRyzeApi.start();

    EmbeddedUpstreams() {
        portal.denyAccess(FOREIGN_CHAT);
    }

    /** {@return what the application's placeholders stand for} */
    Properties account() {
        Properties account = new Properties();
        account.setProperty("bitrix24.portalUrl", portal.url());
        account.setProperty("bitrix24.authorizationToken", portal.webhookToken());
        account.setProperty("whatsapp.gatewayUrl", gateway.url());
        account.setProperty("whatsapp.instance", gateway.instance());
        account.setProperty("whatsapp.token", gateway.token());
        return account;
    }

    FakeBitrix24 portal() {
        return portal;
    }

    FakeRyzeApi gateway() {
        return gateway;
    }

    /** From now on the portal answers as if the webhook had been deleted. */
    void revokeWebhook() {
        portal.faultWhen(request -> true, Fault.status(401, "{\"error\":\"INVALID_CREDENTIALS\"}"));
    }

    /** From now on the gateway's instance is not connected to WhatsApp. */
    void disconnectPhone() {
        gateway.disconnect(gateway.instance());
    }

    /** Throws if a request was over a limit, or was one that a correct client does not send. */
    void mustHaveBeenTreatedWell() {
        List<String> violations = Stream.of(portal, gateway)
                .flatMap(upstream -> upstream.violations().stream())
                .toList();
        int rejected = portal.rejected() + gateway.rejected();
        if (rejected > 0 || !violations.isEmpty()) {
            throw new IllegalStateException(
                    "rejected by the upstreams' limits: " + rejected + "; violations: " + violations);
        }
    }

    @Override
    public void close() {
        portal.close();
        gateway.close();
    }
}
