package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeBitrix24;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Pins as a person does, whom the component does not know. */
final class ByHand {

    private ByHand() {}

    static void pin(FakeBitrix24 fake, String chat, boolean pinned) {
        URI uri = URI.create(fake.url() + "/rest/" + fake.webhookToken() + "/im.recent.pin");
        String body = "{\"DIALOG_ID\":\"%s\",\"PIN\":\"%s\"}".formatted(chat, pinned ? "Y" : "N");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
