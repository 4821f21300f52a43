package io.github.chatpin.example.benchmark;

import io.github.chatpin.camel.fake.FakeBitrix24;

/**
 * Where to pin, and with which credentials.
 *
 * @param url the portal's address
 * @param authorizationToken user id and code of the inbound webhook
 */
record Portal(String url, String authorizationToken) {

    static Portal of(FakeBitrix24 fake) {
        return new Portal(fake.url(), fake.webhookToken());
    }
}
