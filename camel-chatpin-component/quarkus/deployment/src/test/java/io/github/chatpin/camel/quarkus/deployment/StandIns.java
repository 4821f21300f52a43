package io.github.chatpin.camel.quarkus.deployment;

import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeRyzeApi;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The upstreams, in the application itself: its classes are not those of the test that starts it. */
@ApplicationScoped
public class StandIns {

    private final FakeBitrix24 bitrix24 = FakeBitrix24.start();
    private final FakeRyzeApi ryzeApi = FakeRyzeApi.start();

    private final List<String> emitted = new CopyOnWriteArrayList<>();

    FakeBitrix24 bitrix24() {
        return bitrix24;
    }

    FakeRyzeApi ryzeApi() {
        return ryzeApi;
    }

    /** Returns the chats whose changes the route from Bitrix24 was given. */
    List<String> emitted() {
        return emitted;
    }

    @PreDestroy
    void close() {
        bitrix24.close();
        ryzeApi.close();
    }
}
