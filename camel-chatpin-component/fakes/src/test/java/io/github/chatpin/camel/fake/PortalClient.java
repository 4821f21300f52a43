package io.github.chatpin.camel.fake;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls a fake portal's methods by its webhook. */
record PortalClient(FakeBitrix24 fake, PlainClient client) {

    PortalClient(FakeBitrix24 fake) {
        this(fake, new PlainClient());
    }

    PlainClient.Reply call(String method, String body) {
        return client.postJson(url(method), body);
    }

    JsonNode result(String method, String body) {
        return call(method, body).json().path("result");
    }

    PlainClient.Reply pin(String dialogId) {
        return call("im.recent.pin", "{\"DIALOG_ID\":\"" + dialogId + "\",\"PIN\":\"Y\"}");
    }

    PlainClient.Reply unpin(String dialogId) {
        return call("im.recent.pin", "{\"DIALOG_ID\":\"" + dialogId + "\",\"PIN\":\"N\"}");
    }

    String url(String method) {
        return fake.url() + "/rest/" + fake.webhookToken() + "/" + method;
    }
}
