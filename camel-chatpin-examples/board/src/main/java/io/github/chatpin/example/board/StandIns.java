package io.github.chatpin.example.board;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Stand-ins of a portal and of a gateway to WhatsApp, with some chats that are pinned. */
final class StandIns implements AutoCloseable {

    private static final String[][] WHATSAPP_CHATS = {
        {"5511977770001@s.whatsapp.net", "Ana Souza, Padaria Lua"},
        {"5511977770002@s.whatsapp.net", "Bruno Lima"},
        {"120363041234567890@g.us", "Night shift"},
        {"5511977770003@s.whatsapp.net", "Carla Mendes, returns"},
        {"5511977770004@s.whatsapp.net", "Diego Alves"},
    };

    private final FakeBitrix24 portal = FakeBitrix24.start();
    private final FakeGateway gateway = FakeGateway.wwebjs().start();
    private final HttpClient client = HttpClient.newHttpClient();

    StandIns() {
        for (String chat : new String[] {"chat88", "256", "chat17"}) {
            pin(chat, true);
        }
        for (String[] chat : WHATSAPP_CHATS) {
            gateway.addChat(chat[0], chat[1]);
        }
        gateway.pinByHand(WHATSAPP_CHATS[1][0]);
        gateway.pinByHand(WHATSAPP_CHATS[0][0]);
    }

    FakeBitrix24 portal() {
        return portal;
    }

    FakeGateway gateway() {
        return gateway;
    }

    /** {@return what the environment would say} */
    Map<String, String> environment() {
        return Map.of(
                "CHATPIN_BITRIX24_PORTAL_URL", portal.url(),
                "CHATPIN_BITRIX24_AUTHORIZATION_TOKEN", portal.webhookToken(),
                "CHATPIN_WHATSAPP_GATEWAY", gateway.gateway(),
                "CHATPIN_WHATSAPP_GATEWAY_URL", gateway.url(),
                "CHATPIN_WHATSAPP_INSTANCE", gateway.session(),
                "CHATPIN_WHATSAPP_TOKEN", gateway.token());
    }

    /** Pins or unpins in the portal as a person does, whom the component does not know. */
    void pin(String dialog, boolean pinned) {
        String body = "{\"DIALOG_ID\":\"%s\",\"PIN\":\"%s\"}".formatted(dialog, pinned ? "Y" : "N");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(portal.url() + "/rest/" + portal.webhookToken() + "/im.recent.pin"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        portal.close();
        gateway.close();
    }
}
