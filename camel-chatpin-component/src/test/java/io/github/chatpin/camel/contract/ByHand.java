package io.github.chatpin.camel.contract;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
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
        send(HttpRequest.newBuilder(URI.create(fake.url() + "/rest/" + fake.webhookToken() + "/im.recent.pin"))
                .POST(BodyPublishers.ofString(
                        "{\"DIALOG_ID\":\"%s\",\"PIN\":\"%s\"}".formatted(chat, pinned ? "Y" : "N"))));
    }

    static void pin(FakeRyzeApi fake, String number) {
        send(HttpRequest.newBuilder(URI.create(fake.url() + "/api/chat/pinChat/" + fake.instance()))
                .header("token", fake.token())
                .POST(BodyPublishers.ofString("{\"number\":\"%s\",\"pin\":true}".formatted(number))));
    }

    private static void send(HttpRequest.Builder request) {
        HttpRequest json = request.header("Content-Type", "application/json").build();
        try {
            HttpClient.newHttpClient().send(json, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
